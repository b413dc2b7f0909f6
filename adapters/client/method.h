#ifndef ADAPTERS_CLIENT_METHOD_H_
#define ADAPTERS_CLIENT_METHOD_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
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

namespace tasuki::client {

// Every RPC has a request and a response message of its own, so a request alone
// says which RPC is meant.

// All RPCs of all services, in the order of their files.
const std::vector<const google::protobuf::MethodDescriptor*>& AllMethods();

// The RPC that takes this message; null if none does.
const google::protobuf::MethodDescriptor* MethodOf(
    const google::protobuf::Descriptor* request);

// Path on the wire, such as "/tasuki.v1.CaseService/GetCase".
std::string PathOf(const google::protobuf::MethodDescriptor& method);

// True if a call changes state: exactly these requests have a request_id.
bool IsWrite(const google::protobuf::MethodDescriptor& method);

// The response type of a request, known to the compiler.
template <typename Request>
struct Rpc;

#define TASUKI_CLIENT_RPC(name)          \
  template <>                            \
  struct Rpc<v1::name##Request> {        \
    using Response = v1::name##Response; \
  }
TASUKI_CLIENT_RPC(RegisterSubject);
TASUKI_CLIENT_RPC(GetSubject);
TASUKI_CLIENT_RPC(ForkSubject);
TASUKI_CLIENT_RPC(SetLegalHold);
TASUKI_CLIENT_RPC(RecordCopyRequest);
TASUKI_CLIENT_RPC(DecideCopyRequest);
TASUKI_CLIENT_RPC(ListCopyRequests);
TASUKI_CLIENT_RPC(RecordChildWill);
TASUKI_CLIENT_RPC(OpenCase);
TASUKI_CLIENT_RPC(GetCase);
TASUKI_CLIENT_RPC(ListCases);
TASUKI_CLIENT_RPC(AddTeamEntry);
TASUKI_CLIENT_RPC(EndTeamEntry);
TASUKI_CLIENT_RPC(RecordInquiry);
TASUKI_CLIENT_RPC(RegisterInCouncil);
TASUKI_CLIENT_RPC(CheckContact);
TASUKI_CLIENT_RPC(CloseCase);
TASUKI_CLIENT_RPC(ReopenCase);
TASUKI_CLIENT_RPC(ReclassifyCase);
TASUKI_CLIENT_RPC(ReleaseHealth);
TASUKI_CLIENT_RPC(ProposeLead);
TASUKI_CLIENT_RPC(AgreeLead);
TASUKI_CLIENT_RPC(DeclineLead);
TASUKI_CLIENT_RPC(GetLead);
TASUKI_CLIENT_RPC(OpenBreakGlass);
TASUKI_CLIENT_RPC(EndBreakGlass);
TASUKI_CLIENT_RPC(ReviewBreakGlass);
TASUKI_CLIENT_RPC(GetBreakGlass);
TASUKI_CLIENT_RPC(ListBreakGlass);
TASUKI_CLIENT_RPC(DraftSection);
TASUKI_CLIENT_RPC(PreviewReduced);
TASUKI_CLIENT_RPC(ConfirmSection);
TASUKI_CLIENT_RPC(CorrectSection);
TASUKI_CLIENT_RPC(RetractSection);
TASUKI_CLIENT_RPC(ListSectionVersions);
TASUKI_CLIENT_RPC(SendMessage);
TASUKI_CLIENT_RPC(ListMessages);
TASUKI_CLIENT_RPC(GetMessage);
TASUKI_CLIENT_RPC(AcknowledgeMessage);
TASUKI_CLIENT_RPC(AcceptMessage);
TASUKI_CLIENT_RPC(RefuseRequest);
TASUKI_CLIENT_RPC(ReturnMessage);
TASUKI_CLIENT_RPC(ListOverdueMessages);
TASUKI_CLIENT_RPC(PreviewConsent);
TASUKI_CLIENT_RPC(GrantConsent);
TASUKI_CLIENT_RPC(WithdrawConsent);
TASUKI_CLIENT_RPC(NarrowConsent);
TASUKI_CLIENT_RPC(ListConsents);
TASUKI_CLIENT_RPC(GetConsent);
TASUKI_CLIENT_RPC(AcknowledgeConsent);
TASUKI_CLIENT_RPC(CreateSeries);
TASUKI_CLIENT_RPC(ScheduleMeeting);
TASUKI_CLIENT_RPC(OpenMeeting);
TASUKI_CLIENT_RPC(CloseMeeting);
TASUKI_CLIENT_RPC(ReleaseItem);
TASUKI_CLIENT_RPC(WithdrawItem);
TASUKI_CLIENT_RPC(JoinMeeting);
TASUKI_CLIENT_RPC(LeaveMeeting);
TASUKI_CLIENT_RPC(ConfirmAttendance);
TASUKI_CLIENT_RPC(GetSharedSummary);
TASUKI_CLIENT_RPC(DeliverReport);
TASUKI_CLIENT_RPC(ListReports);
TASUKI_CLIENT_RPC(GetReport);
TASUKI_CLIENT_RPC(TakeReport);
TASUKI_CLIENT_RPC(GetParty);
TASUKI_CLIENT_RPC(GetEntries);
TASUKI_CLIENT_RPC(SetDutyRoster);
TASUKI_CLIENT_RPC(GetDutyRoster);
TASUKI_CLIENT_RPC(DisableParty);
TASUKI_CLIENT_RPC(DisablePerson);
TASUKI_CLIENT_RPC(RevokeCertificate);
TASUKI_CLIENT_RPC(ImportCrl);
TASUKI_CLIENT_RPC(SubmitChange);
TASUKI_CLIENT_RPC(ApproveChange);
TASUKI_CLIENT_RPC(ActivateChange);
TASUKI_CLIENT_RPC(RejectChange);
TASUKI_CLIENT_RPC(GetChange);
TASUKI_CLIENT_RPC(ListChanges);
TASUKI_CLIENT_RPC(GetPolicy);
TASUKI_CLIENT_RPC(SimulatePolicy);
TASUKI_CLIENT_RPC(CompareConsents);
TASUKI_CLIENT_RPC(LintPolicy);
TASUKI_CLIENT_RPC(TestPolicy);
TASUKI_CLIENT_RPC(ExplainPolicy);
TASUKI_CLIENT_RPC(DiffPolicy);
TASUKI_CLIENT_RPC(ProvePolicy);
TASUKI_CLIENT_RPC(GetReceipt);
TASUKI_CLIENT_RPC(GetCheckpoint);
TASUKI_CLIENT_RPC(GetConsistencyProof);
TASUKI_CLIENT_RPC(SearchEntries);
TASUKI_CLIENT_RPC(ListAffected);
#undef TASUKI_CLIENT_RPC

}  // namespace tasuki::client

#endif  // ADAPTERS_CLIENT_METHOD_H_
