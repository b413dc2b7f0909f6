#ifndef GATEWAY_EXCHANGE_USE_CASES_H_
#define GATEWAY_EXCHANGE_USE_CASES_H_

#include "absl/status/statusor.h"
#include "gateway/exchange/context.h"
#include "tasuki/v1/audit_service.pb.h"
#include "tasuki/v1/break_glass_service.pb.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/change_service.pb.h"
#include "tasuki/v1/conference_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/lead_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/policy_service.pb.h"
#include "tasuki/v1/report_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"

// The use cases, one function per RPC; what each promises is written at the
// RPC. Each returns what is answered and, in the context, what is to be
// changed; the exchange commits both with the log entry, or nothing.
// INVALID_ARGUMENT: the request breaks a rule; names the field.
namespace tasuki::exchange {

absl::StatusOr<Answer> RegisterSubject(Context&,
                                       const v1::RegisterSubjectRequest&);
absl::StatusOr<Answer> GetSubject(Context&, const v1::GetSubjectRequest&);
absl::StatusOr<Answer> ForkSubject(Context&, const v1::ForkSubjectRequest&);
absl::StatusOr<Answer> SetLegalHold(Context&, const v1::SetLegalHoldRequest&);
absl::StatusOr<Answer> RecordChildWill(Context&,
                                       const v1::RecordChildWillRequest&);
absl::StatusOr<Answer> RecordCopyRequest(Context&,
                                         const v1::RecordCopyRequestRequest&);
absl::StatusOr<Answer> DecideCopyRequest(Context&,
                                         const v1::DecideCopyRequestRequest&);
absl::StatusOr<Answer> ListCopyRequests(Context&,
                                        const v1::ListCopyRequestsRequest&);

absl::StatusOr<Answer> OpenCase(Context&, const v1::OpenCaseRequest&);
absl::StatusOr<Answer> GetCase(Context&, const v1::GetCaseRequest&);
absl::StatusOr<Answer> ListCases(Context&, const v1::ListCasesRequest&);
absl::StatusOr<Answer> AddTeamEntry(Context&, const v1::AddTeamEntryRequest&);
absl::StatusOr<Answer> EndTeamEntry(Context&, const v1::EndTeamEntryRequest&);
absl::StatusOr<Answer> RecordInquiry(Context&, const v1::RecordInquiryRequest&);
absl::StatusOr<Answer> RegisterInCouncil(Context&,
                                         const v1::RegisterInCouncilRequest&);
absl::StatusOr<Answer> CheckContact(Context&, const v1::CheckContactRequest&);
absl::StatusOr<Answer> CloseCase(Context&, const v1::CloseCaseRequest&);
absl::StatusOr<Answer> ReopenCase(Context&, const v1::ReopenCaseRequest&);
absl::StatusOr<Answer> ReclassifyCase(Context&,
                                      const v1::ReclassifyCaseRequest&);
absl::StatusOr<Answer> ReleaseHealth(Context&, const v1::ReleaseHealthRequest&);

absl::StatusOr<Answer> ProposeLead(Context&, const v1::ProposeLeadRequest&);
absl::StatusOr<Answer> AgreeLead(Context&, const v1::AgreeLeadRequest&);
absl::StatusOr<Answer> DeclineLead(Context&, const v1::DeclineLeadRequest&);
absl::StatusOr<Answer> GetLead(Context&, const v1::GetLeadRequest&);

absl::StatusOr<Answer> OpenBreakGlass(Context&,
                                      const v1::OpenBreakGlassRequest&);
absl::StatusOr<Answer> EndBreakGlass(Context&, const v1::EndBreakGlassRequest&);
absl::StatusOr<Answer> ReviewBreakGlass(Context&,
                                        const v1::ReviewBreakGlassRequest&);
absl::StatusOr<Answer> GetBreakGlass(Context&, const v1::GetBreakGlassRequest&);
absl::StatusOr<Answer> ListBreakGlass(Context&,
                                      const v1::ListBreakGlassRequest&);

absl::StatusOr<Answer> DraftSection(Context&, const v1::DraftSectionRequest&);
absl::StatusOr<Answer> PreviewReduced(Context&,
                                      const v1::PreviewReducedRequest&);
absl::StatusOr<Answer> ConfirmSection(Context&,
                                      const v1::ConfirmSectionRequest&);
absl::StatusOr<Answer> CorrectSection(Context&,
                                      const v1::CorrectSectionRequest&);
absl::StatusOr<Answer> RetractSection(Context&,
                                      const v1::RetractSectionRequest&);
absl::StatusOr<Answer> ListSectionVersions(
    Context&, const v1::ListSectionVersionsRequest&);

absl::StatusOr<Answer> SendMessage(Context&, const v1::SendMessageRequest&);
absl::StatusOr<Answer> ListMessages(Context&, const v1::ListMessagesRequest&);
absl::StatusOr<Answer> GetMessage(Context&, const v1::GetMessageRequest&);
absl::StatusOr<Answer> AcknowledgeMessage(Context&,
                                          const v1::AcknowledgeMessageRequest&);
absl::StatusOr<Answer> AcceptMessage(Context&, const v1::AcceptMessageRequest&);
absl::StatusOr<Answer> RefuseRequest(Context&, const v1::RefuseRequestRequest&);
absl::StatusOr<Answer> ReturnMessage(Context&, const v1::ReturnMessageRequest&);
absl::StatusOr<Answer> ListOverdueMessages(
    Context&, const v1::ListOverdueMessagesRequest&);

absl::StatusOr<Answer> PreviewConsent(Context&,
                                      const v1::PreviewConsentRequest&);
absl::StatusOr<Answer> GrantConsent(Context&, const v1::GrantConsentRequest&);
absl::StatusOr<Answer> WithdrawConsent(Context&,
                                       const v1::WithdrawConsentRequest&);
absl::StatusOr<Answer> NarrowConsent(Context&, const v1::NarrowConsentRequest&);
absl::StatusOr<Answer> ListConsents(Context&, const v1::ListConsentsRequest&);
absl::StatusOr<Answer> GetConsent(Context&, const v1::GetConsentRequest&);
absl::StatusOr<Answer> AcknowledgeConsent(Context&,
                                          const v1::AcknowledgeConsentRequest&);

absl::StatusOr<Answer> CreateSeries(Context&, const v1::CreateSeriesRequest&);
absl::StatusOr<Answer> ScheduleMeeting(Context&,
                                       const v1::ScheduleMeetingRequest&);
absl::StatusOr<Answer> OpenMeeting(Context&, const v1::OpenMeetingRequest&);
absl::StatusOr<Answer> CloseMeeting(Context&, const v1::CloseMeetingRequest&);
absl::StatusOr<Answer> ReleaseItem(Context&, const v1::ReleaseItemRequest&);
absl::StatusOr<Answer> WithdrawItem(Context&, const v1::WithdrawItemRequest&);
absl::StatusOr<Answer> JoinMeeting(Context&, const v1::JoinMeetingRequest&);
absl::StatusOr<Answer> LeaveMeeting(Context&, const v1::LeaveMeetingRequest&);
absl::StatusOr<Answer> ConfirmAttendance(Context&,
                                         const v1::ConfirmAttendanceRequest&);
absl::StatusOr<Answer> GetSharedSummary(Context&,
                                        const v1::GetSharedSummaryRequest&);

absl::StatusOr<Answer> DeliverReport(Context&, const v1::DeliverReportRequest&);
absl::StatusOr<Answer> ListReports(Context&, const v1::ListReportsRequest&);
absl::StatusOr<Answer> GetReport(Context&, const v1::GetReportRequest&);
absl::StatusOr<Answer> TakeReport(Context&, const v1::TakeReportRequest&);

absl::StatusOr<Answer> SubmitChange(Context&, const v1::SubmitChangeRequest&);
absl::StatusOr<Answer> ApproveChange(Context&, const v1::ApproveChangeRequest&);
absl::StatusOr<Answer> ActivateChange(Context&,
                                      const v1::ActivateChangeRequest&);
absl::StatusOr<Answer> RejectChange(Context&, const v1::RejectChangeRequest&);
absl::StatusOr<Answer> GetChange(Context&, const v1::GetChangeRequest&);
absl::StatusOr<Answer> ListChanges(Context&, const v1::ListChangesRequest&);

absl::StatusOr<Answer> GetPolicy(Context&, const v1::GetPolicyRequest&);
absl::StatusOr<Answer> SimulatePolicy(Context&,
                                      const v1::SimulatePolicyRequest&);

absl::StatusOr<Answer> CompareConsents(Context&,
                                       const v1::CompareConsentsRequest&);
absl::StatusOr<Answer> LintPolicy(Context&, const v1::LintPolicyRequest&);
absl::StatusOr<Answer> TestPolicy(Context&, const v1::TestPolicyRequest&);
absl::StatusOr<Answer> ExplainPolicy(Context&, const v1::ExplainPolicyRequest&);
absl::StatusOr<Answer> DiffPolicy(Context&, const v1::DiffPolicyRequest&);
absl::StatusOr<Answer> ProvePolicy(Context&, const v1::ProvePolicyRequest&);

absl::StatusOr<Answer> GetEntries(Context&, const v1::GetEntriesRequest&);
absl::StatusOr<Answer> SetDutyRoster(Context&, const v1::SetDutyRosterRequest&);
absl::StatusOr<Answer> GetDutyRoster(Context&, const v1::GetDutyRosterRequest&);
absl::StatusOr<Answer> GetParty(Context&, const v1::GetPartyRequest&);
absl::StatusOr<Answer> DisableParty(Context&, const v1::DisablePartyRequest&);
absl::StatusOr<Answer> DisablePerson(Context&, const v1::DisablePersonRequest&);
absl::StatusOr<Answer> RevokeCertificate(Context&,
                                         const v1::RevokeCertificateRequest&);
absl::StatusOr<Answer> ImportCrl(Context&, const v1::ImportCrlRequest&);

absl::StatusOr<Answer> GetReceipt(Context&, const v1::GetReceiptRequest&);
absl::StatusOr<Answer> GetCheckpoint(Context&, const v1::GetCheckpointRequest&);
absl::StatusOr<Answer> GetConsistencyProof(
    Context&, const v1::GetConsistencyProofRequest&);
absl::StatusOr<Answer> SearchEntries(Context&, const v1::SearchEntriesRequest&);
absl::StatusOr<Answer> ListAffected(Context&, const v1::ListAffectedRequest&);

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_USE_CASES_H_
