#include "gateway/exchange/method.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gateway/crypto/digest.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/disclosure/value_format.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

constexpr int kMaxNeedCharacters = 1000;

bool IsRequestId(const std::string& id) {
  return id.size() >= 16 && id.size() <= 64 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_';
         });
}

absl::Status CheckAccess(const v1::Access& access) {
  if (!v1::Purpose_IsValid(access.purpose()) ||
      access.purpose() == v1::PURPOSE_UNSPECIFIED) {
    return absl::InvalidArgumentError("access.purpose: required");
  }
  if (!v1::BasisCode_IsValid(access.stated_basis())) {
    return absl::InvalidArgumentError("access.stated_basis: unknown");
  }
  if (access.request_reference().size() > 200) {
    return absl::InvalidArgumentError(
        "access.request_reference: at most 200 bytes");
  }
  const std::optional<int> need =
      disclosure::CountCharacters(access.need(), /*line_feeds=*/true);
  if (!need.has_value() || *need > kMaxNeedCharacters) {
    return absl::InvalidArgumentError(
        "access.need: text of at most 1,000 characters");
  }
  return absl::OkStatus();
}

// What the caller named, if the request names one thing.
template <typename Request>
std::string ResourceOf(const Request& request) {
  if constexpr (requires { request.name(); }) {
    return request.name();
  } else if constexpr (requires { request.case_(); }) {
    return request.case_();
  } else if constexpr (requires { request.subject(); }) {
    return request.subject();
  } else if constexpr (requires { request.series(); }) {
    return request.series();
  } else if constexpr (requires { request.change(); }) {
    return request.change();
  } else if constexpr (requires { request.report().name(); }) {
    return request.report().name();
  } else {
    return "";
  }
}

// What has not the form of a name may be anything, and is not for the log.
std::string IfName(const std::string& text) {
  const bool is_name =
      IsResourceName(text) || PartyName::Parse(text, "name").ok();
  return is_name ? text : "";
}

absl::Status CheckHandle(const std::string& text, absl::string_view field) {
  if (!disclosure::TextMayNamePerson(text, {})) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": a handle says nobody's name"));
}

// What stands on the door of a thing is read by all who come by. Asked of every
// request alike, so that a refusal tells of nobody's sealed birth.
template <typename Request>
absl::Status CheckHandles(const Request& request) {
  if constexpr (requires { request.alias(); }) {
    RETURN_IF_ERROR(CheckHandle(request.alias(), "alias"));
  }
  if constexpr (requires { request.title(); }) {
    RETURN_IF_ERROR(CheckHandle(request.title(), "title"));
  }
  return absl::OkStatus();
}

// Requests of writes, and only these, carry an idempotency key.
template <typename Request>
concept Write = requires(const Request& request) {
  request.request_id();
};

template <typename Request>
using UseCase = absl::StatusOr<Answer> (*)(Context&, const Request&);

template <typename Request>
absl::StatusOr<ParsedRequest> Parse(UseCase<Request> use_case,
                                    const std::string& bytes) {
  Request request;
  if (!request.ParseFromString(bytes)) {
    return absl::InvalidArgumentError("request: malformed message");
  }
  ParsedRequest parsed;
  if constexpr (requires { request.access(); }) {
    RETURN_IF_ERROR(CheckAccess(request.access()));
    parsed.access = request.access();
  }
  RETURN_IF_ERROR(CheckHandles(request));
  parsed.resource = IfName(ResourceOf(request));
  if constexpr (Write<Request>) {
    if (!IsRequestId(request.request_id())) {
      return absl::InvalidArgumentError(
          "request_id: 16 to 64 characters of [A-Za-z0-9_-]");
    }
    parsed.request_id = request.request_id();
    request.clear_request_id();
  }
  parsed.request_hash = crypto::Sha256(Canonical(request));
  parsed.use_case = [use_case, request = std::move(request)](Context& context) {
    return use_case(context, request);
  };
  return parsed;
}

template <typename Request>
Method MethodOf(UseCase<Request> use_case) {
  Method method;
  method.writes = Write<Request>;
  method.parse = [use_case](const std::string& bytes) {
    return Parse<Request>(use_case, bytes);
  };
  return method;
}

template <typename Request>
Method LongMethodOf(UseCase<Request> use_case) {
  Method method = MethodOf(use_case);
  method.is_long = true;
  return method;
}

using Add = std::function<void(absl::string_view service,
                               absl::string_view name, Method method)>;

// What becomes of a person and of a case.
void AddLifeMethods(const Add& add) {
  add("SubjectService", "ForkSubject", MethodOf(&ForkSubject));
  add("SubjectService", "SetLegalHold", MethodOf(&SetLegalHold));
  add("SubjectService", "RecordCopyRequest", MethodOf(&RecordCopyRequest));
  add("SubjectService", "DecideCopyRequest", MethodOf(&DecideCopyRequest));
  add("SubjectService", "ListCopyRequests", MethodOf(&ListCopyRequests));
  add("SubjectService", "RecordChildWill", MethodOf(&RecordChildWill));
  add("CaseService", "CloseCase", MethodOf(&CloseCase));
  add("CaseService", "ReopenCase", MethodOf(&ReopenCase));
  add("CaseService", "ReclassifyCase", MethodOf(&ReclassifyCase));
  add("CaseService", "ReleaseHealth", MethodOf(&ReleaseHealth));
  add("LeadService", "ProposeLead", MethodOf(&ProposeLead));
  add("LeadService", "AgreeLead", MethodOf(&AgreeLead));
  add("LeadService", "DeclineLead", MethodOf(&DeclineLead));
  add("LeadService", "GetLead", MethodOf(&GetLead));
}

// Reports of danger, and what officers and auditors do.
void AddOfficeMethods(const Add& add_method) {
  const Add add = [&](absl::string_view service, absl::string_view name,
                      Method method) {
    method.without_records = true;
    add_method(service, name, std::move(method));
  };
  Method deliver = MethodOf(&DeliverReport);
  deliver.for_intake = true;
  add("ReportService", "DeliverReport", std::move(deliver));
  add("ReportService", "ListReports", MethodOf(&ListReports));
  add("ReportService", "GetReport", MethodOf(&GetReport));
  add("ReportService", "TakeReport", MethodOf(&TakeReport));
  add("DirectoryService", "GetParty", MethodOf(&GetParty));
  add("DirectoryService", "GetEntries", MethodOf(&GetEntries));
  add("DirectoryService", "DisableParty", MethodOf(&DisableParty));
  add("DirectoryService", "DisablePerson", MethodOf(&DisablePerson));
  add("DirectoryService", "RevokeCertificate", MethodOf(&RevokeCertificate));
  add("DirectoryService", "ImportCrl", MethodOf(&ImportCrl));
  add("DirectoryService", "SetDutyRoster", MethodOf(&SetDutyRoster));
  add("DirectoryService", "GetDutyRoster", MethodOf(&GetDutyRoster));
  add("ChangeService", "SubmitChange", LongMethodOf(&SubmitChange));
  add("ChangeService", "ApproveChange", LongMethodOf(&ApproveChange));
  add("ChangeService", "ActivateChange", LongMethodOf(&ActivateChange));
  add("ChangeService", "RejectChange", MethodOf(&RejectChange));
  add("ChangeService", "GetChange", MethodOf(&GetChange));
  add("ChangeService", "ListChanges", MethodOf(&ListChanges));
  add("PolicyService", "GetPolicy", MethodOf(&GetPolicy));
  add("PolicyService", "SimulatePolicy", LongMethodOf(&SimulatePolicy));
  add("PolicyService", "CompareConsents", LongMethodOf(&CompareConsents));
  add("PolicyService", "LintPolicy", LongMethodOf(&LintPolicy));
  add("PolicyService", "TestPolicy", LongMethodOf(&TestPolicy));
  add("PolicyService", "ExplainPolicy", LongMethodOf(&ExplainPolicy));
  add("PolicyService", "DiffPolicy", LongMethodOf(&DiffPolicy));
  add("PolicyService", "ProvePolicy", LongMethodOf(&ProvePolicy));
  add("AuditService", "GetReceipt", MethodOf(&GetReceipt));
  add("AuditService", "GetCheckpoint", MethodOf(&GetCheckpoint));
  add("AuditService", "GetConsistencyProof", MethodOf(&GetConsistencyProof));
  add("AuditService", "SearchEntries", MethodOf(&SearchEntries));
  add("AuditService", "ListAffected", LongMethodOf(&ListAffected));
}

void AddBreakGlassMethods(const Add& add) {
  add("BreakGlassService", "OpenBreakGlass", MethodOf(&OpenBreakGlass));
  Method end = MethodOf(&EndBreakGlass);
  end.without_records = true;
  add("BreakGlassService", "EndBreakGlass", std::move(end));
  add("BreakGlassService", "ReviewBreakGlass", MethodOf(&ReviewBreakGlass));
  // Reads what the log has of a day.
  add("BreakGlassService", "GetBreakGlass", LongMethodOf(&GetBreakGlass));
  add("BreakGlassService", "ListBreakGlass", MethodOf(&ListBreakGlass));
}

absl::flat_hash_map<std::string, Method> MakeMethods() {
  absl::flat_hash_map<std::string, Method> methods;
  const Add add = [&](absl::string_view service, absl::string_view name,
                      Method method) {
    methods[absl::StrCat("/tasuki.v1.", service, "/", name)] =
        std::move(method);
  };
  add("SubjectService", "RegisterSubject", MethodOf(&RegisterSubject));
  add("SubjectService", "GetSubject", MethodOf(&GetSubject));
  add("CaseService", "OpenCase", MethodOf(&OpenCase));
  add("CaseService", "GetCase", MethodOf(&GetCase));
  add("CaseService", "ListCases", MethodOf(&ListCases));
  add("CaseService", "AddTeamEntry", MethodOf(&AddTeamEntry));
  add("CaseService", "EndTeamEntry", MethodOf(&EndTeamEntry));
  add("CaseService", "RecordInquiry", MethodOf(&RecordInquiry));
  add("CaseService", "RegisterInCouncil", MethodOf(&RegisterInCouncil));
  add("CaseService", "CheckContact", MethodOf(&CheckContact));
  add("SectionService", "DraftSection", MethodOf(&DraftSection));
  add("SectionService", "PreviewReduced", MethodOf(&PreviewReduced));
  add("SectionService", "ConfirmSection", MethodOf(&ConfirmSection));
  add("SectionService", "CorrectSection", MethodOf(&CorrectSection));
  add("SectionService", "RetractSection", MethodOf(&RetractSection));
  add("SectionService", "ListSectionVersions", MethodOf(&ListSectionVersions));
  add("MessageService", "SendMessage", MethodOf(&SendMessage));
  add("MessageService", "ListMessages", MethodOf(&ListMessages));
  add("MessageService", "GetMessage", MethodOf(&GetMessage));
  add("MessageService", "AcknowledgeMessage", MethodOf(&AcknowledgeMessage));
  add("MessageService", "AcceptMessage", MethodOf(&AcceptMessage));
  add("MessageService", "RefuseRequest", MethodOf(&RefuseRequest));
  add("MessageService", "ReturnMessage", MethodOf(&ReturnMessage));
  add("MessageService", "ListOverdueMessages", MethodOf(&ListOverdueMessages));
  add("ConsentService", "PreviewConsent", MethodOf(&PreviewConsent));
  add("ConsentService", "GrantConsent", MethodOf(&GrantConsent));
  const auto add_less = [&](absl::string_view name, Method method) {
    method.without_records = true;
    add("ConsentService", name, std::move(method));
  };
  add_less("WithdrawConsent", MethodOf(&WithdrawConsent));
  add_less("NarrowConsent", MethodOf(&NarrowConsent));
  add("ConsentService", "ListConsents", MethodOf(&ListConsents));
  add("ConsentService", "GetConsent", MethodOf(&GetConsent));
  add("ConsentService", "AcknowledgeConsent", MethodOf(&AcknowledgeConsent));
  add("ConferenceService", "CreateSeries", MethodOf(&CreateSeries));
  add("ConferenceService", "ScheduleMeeting", MethodOf(&ScheduleMeeting));
  add("ConferenceService", "OpenMeeting", MethodOf(&OpenMeeting));
  add("ConferenceService", "CloseMeeting", MethodOf(&CloseMeeting));
  add("ConferenceService", "ReleaseItem", MethodOf(&ReleaseItem));
  add("ConferenceService", "WithdrawItem", MethodOf(&WithdrawItem));
  add("ConferenceService", "JoinMeeting", MethodOf(&JoinMeeting));
  add("ConferenceService", "LeaveMeeting", MethodOf(&LeaveMeeting));
  add("ConferenceService", "ConfirmAttendance", MethodOf(&ConfirmAttendance));
  add("ConferenceService", "GetSharedSummary", MethodOf(&GetSharedSummary));
  AddBreakGlassMethods(add);
  AddLifeMethods(add);
  AddOfficeMethods(add);
  return methods;
}

}  // namespace

const absl::flat_hash_map<std::string, Method>& Methods() {
  static const auto& methods =
      *new absl::flat_hash_map<std::string, Method>(MakeMethods());
  return methods;
}

}  // namespace tasuki::exchange
