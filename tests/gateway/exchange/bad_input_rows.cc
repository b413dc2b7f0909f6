#include "tests/gateway/exchange/bad_input_rows.h"

#include "tests/gateway/exchange/trunk.h"

namespace tasuki::exchange {
namespace {

using Rows = std::vector<BadInput>;

const World::Person kIntake{"", "", v1::ROLE_UNSPECIFIED};

Rows OfSubjects() {
  return {
      {"SubjectService/RegisterSubject", "alias", ""},
      {"SubjectService/RegisterSubject", "alias", "alias: '氏名：架空桜子'"},
      {"SubjectService/GetSubject", "name", "name: '$BAD'"},
      {"SubjectService/GetSubject", "name", "name: 'cases/$BAD'"},
      {"SubjectService/ForkSubject", "subject", "subject: '$BAD' alias: 'B'"},
      {"SubjectService/ForkSubject", "alias", "subject: 'subjects/$ID' "},
      {"SubjectService/SetLegalHold", "subject",
       "subject: '$BAD' access { need: 'n' }"},
      {"SubjectService/SetLegalHold", "access.need",
       "subject: 'subjects/$ID' "},
      {"SubjectService/RecordChildWill", "subject", "subject: '$BAD'"},
      {"SubjectService/RecordCopyRequest", "subject", "subject: '$BAD'"},
      {"SubjectService/RecordCopyRequest", "case", "subject: 'subjects/$ID'"},
      {"SubjectService/RecordCopyRequest", "requester",
       "subject: 'subjects/$ID' case: 'cases/$ID'"},
      {"SubjectService/DecideCopyRequest", "name", "name: '$BAD'"},
      {"SubjectService/DecideCopyRequest", "access.need",
       "name: 'copy-requests/$ID' refuse: true"},
      {"SubjectService/ListCopyRequests", "case", "case: '$BAD'"},
  };
}

Rows OfCases() {
  return {
      {"CaseService/OpenCase", "subject", "subject: '$BAD'"},
      {"CaseService/OpenCase", "class", "subject: 'subjects/$ID' alias: 'K'"},
      {"CaseService/OpenCase", "branches",
       "subject: 'subjects/$ID' alias: 'K' class: CASE_CLASS_SUPPORT branches: "
       "99"},
      {"CaseService/OpenCase", "alias",
       "subject: 'subjects/$ID' class: CASE_CLASS_SUPPORT"},
      {"CaseService/GetCase", "name", ""},
      {"CaseService/GetCase", "name", "name: '$BAD'"},
      {"CaseService/ListCases", "page_size", "page_size: 101"},
      {"CaseService/ListCases", "page_token", "page_token: '$BAD'"},
      {"CaseService/AddTeamEntry", "relation",
       "case: 'cases/$ID' party: 'bodies/hokusei-cgc' relation: RELATION_LEAD"},
      {"CaseService/AddTeamEntry", "party",
       "case: 'cases/$ID' party: '$BAD' relation: RELATION_MEMBER"},
      {"CaseService/AddTeamEntry", "case",
       "case: '$BAD' party: 'bodies/hokusei-cgc' relation: RELATION_MEMBER"},
      {"CaseService/AddTeamEntry", "persons",
       "case: 'cases/$ID' party: 'bodies/hokusei-cgc' relation: "
       "RELATION_MEMBER persons: ''"},
      {"CaseService/EndTeamEntry", "party", "case: 'cases/$ID' party: '$BAD'"},
      {"CaseService/EndTeamEntry", "persons",
       "case: 'cases/$ID' party: 'bodies/hokusei-cgc' persons: '$BAD' persons: "
       "''"},
      {"CaseService/RecordInquiry", "tasuki.v1.Inquiry.name_asked_about",
       "inquiry { name_asked_about: '$BAD\\n' }"},
      {"CaseService/RegisterInCouncil", "case", "case: '$BAD'"},
      {"CaseService/RegisterInCouncil", "members.party",
       "case: 'cases/$ID' members { party: 'bodies/hokusei-cgc' } members { "
       "party: 'bodies/hokusei-cgc' }"},
      {"CaseService/CloseCase", "case",
       "case: '$BAD' reason: CLOSING_REASON_IMPROVED"},
      {"CaseService/CloseCase", "reason", "case: 'cases/$ID' "},
      {"CaseService/ReopenCase", "case", ""},
      {"CaseService/ReopenCase", "case", "case: '$BAD'"},
      {"CaseService/ReclassifyCase", "class", "case: 'cases/$ID' class: 99"},
      {"CaseService/ReclassifyCase", "status", "case: 'cases/$ID' status: 99"},
      {"CaseService/ReleaseHealth", "reason", "case: 'cases/$ID' "},
      {"CaseService/ReleaseHealth", "reason",
       "case: 'cases/$ID' reason: '$BAD\\x01'"},
      {"CaseService/ReleaseHealth", "case", "reason: 'r'"},
      {"CaseService/ReleaseHealth", "case", "case: '$BAD' reason: 'r'"},
      {"CaseService/CheckContact", "channel", "subject: 'subjects/$ID' "},
      {"CaseService/CheckContact", "subject",
       "subject: '$BAD' channel: CONTACT_CHANNEL_LINE"},
      {"CaseService/CheckContact", "person",
       "subject: 'subjects/$ID' channel: CONTACT_CHANNEL_PARENT_MOBILE person: "
       "PERSON_LABEL_TEACHER topic: FAMILY_TOPIC_CHILD"},
      {"CaseService/CheckContact", "person",
       "subject: 'subjects/$ID' channel: CONTACT_CHANNEL_PARENT_MOBILE topic: "
       "FAMILY_TOPIC_CHILD"},
      {"CaseService/CheckContact", "topic",
       "subject: 'subjects/$ID' channel: CONTACT_CHANNEL_PARENT_MOBILE person: "
       "PERSON_LABEL_MOTHER"},
      {"CaseService/CheckContact", "topic",
       "subject: 'subjects/$ID' channel: CONTACT_CHANNEL_PARENT_MOBILE person: "
       "PERSON_LABEL_MOTHER topic: 99"},
      {"LeadService/ProposeLead", "case",
       "case: '$BAD' reason: 'r' terms { lead: 'bodies/hokusei-cgc' "
       "rank: RANK_ONE urgency: URGENCY_A }"},
      {"LeadService/ProposeLead", "terms.lead",
       "case: 'cases/$ID' reason: 'r' terms { lead: '$BAD' }"},
      {"LeadService/AgreeLead", "name", "name: '$BAD'"},
      {"LeadService/DeclineLead", "other_view.lead",
       "name: 'leads/$ID' reason: 'r' other_view { lead: '$BAD' }"},
      {"LeadService/GetLead", "case", "case: '$BAD'"},
  };
}

Rows OfSections() {
  return {
      {"SectionService/DraftSection", "subject",
       "subject: '$BAD' record { livelihood { employer: 'E' } }"},
      {"SectionService/DraftSection", "tasuki.v1.Livelihood.employer",
       "subject: '$HER' record { livelihood { employer: '$BAD\\n' } }"},
      {"SectionService/DraftSection",
       "tasuki.v1.SubjectProfile.address_protection",
       "subject: '$HER' record { subject_profile { legal_name: '$BAD' "
       "address_protection { active: false } } }"},
      {"SectionService/DraftSection", "tasuki.v1.Safety.address_protection",
       "subject: '$HER' record { safety { address_protection {} } }"},
      {"SectionService/PreviewReduced", "name", "name: '$BAD'"},
      {"SectionService/ConfirmSection", "name", "name: '$BAD'"},
      {"SectionService/CorrectSection", "name",
       "name: '$BAD' reason: 'r' record { livelihood { employer: 'E' } }"},
      {"SectionService/RetractSection", "name", "name: '$BAD' reason: 'r'"},
      {"SectionService/ListSectionVersions", "name", "name: '$BAD'"},
  };
}

Rows OfMessages() {
  Rows rows = {
      {"MessageService/ListMessages", "page_size", "page_size: -1"},
      {"MessageService/ListMessages", "page_token", "page_token: '$BAD'"},
      {"MessageService/GetMessage", "name", "name: '$BAD'"},
      {"MessageService/AcknowledgeMessage", "name", "name: '$BAD'"},
      {"MessageService/AcceptMessage", "name", "name: '$BAD'"},
      {"MessageService/RefuseRequest", "name",
       "name: '$BAD' code: REFUSAL_CODE_NO_BASIS"},
      {"MessageService/RefuseRequest", "code",
       "name: 'messages/$ID' code: REFUSAL_CODE_LEGAL_HOLD"},
      {"MessageService/ReturnMessage", "name", "name: '$BAD' reason: 'r'"},
      {"MessageService/ReturnMessage", "reason", "name: 'messages/$ID' "},
      {"MessageService/ListOverdueMessages", "page_size", "page_size: 101"},
  };
  // The act of each kind, wrong in whom it goes to.
  for (const char* text :
       {"kind: MESSAGE_KIND_CONSULTATION basis: BASIS_CODE_CWA_10_CONSULT "
        "recipient: '$BAD' subject: 'subjects/$ID' sections: 'sections/$ID' ",
        "kind: MESSAGE_KIND_TRANSFER basis: BASIS_CODE_CWA_25_7_TRANSFER "
        "recipient: '$BAD' subject: 'subjects/$ID' sections: 'sections/$ID' ",
        "kind: MESSAGE_KIND_NOTICE basis: BASIS_CODE_CWA_25_7_NOTICE "
        "recipient: '$BAD' subject: 'subjects/$ID' sections: 'sections/$ID' ",
        "kind: MESSAGE_KIND_INFORMATION "
        "recipient: '$BAD' subject: 'subjects/$ID' sections: 'sections/$ID' ",
        "kind: MESSAGE_KIND_REQUEST requested: CATEGORY_C07 "
        "recipient: '$BAD' subject: 'subjects/$ID' ",
        "kind: MESSAGE_KIND_ANSWER recipient: '$BAD' "
        "in_reply_to: 'messages/$ID' subject: 'subjects/$ID' "
        "sections: 'sections/$ID' "}) {
    rows.push_back({"MessageService/SendMessage", "recipient", text});
  }
  // What the gateway writes itself.
  for (const char* text :
       {"kind: MESSAGE_KIND_UNSPECIFIED", "kind: MESSAGE_KIND_INQUIRY_ALERT",
        "kind: MESSAGE_KIND_STOP_USE", "kind: MESSAGE_KIND_CONSENT_NOTICE",
        "kind: MESSAGE_KIND_CORRECTION_NOTICE",
        "kind: MESSAGE_KIND_LEAD_NOTICE",
        "kind: MESSAGE_KIND_BREAK_GLASS_NOTICE"}) {
    rows.push_back({"MessageService/SendMessage", "kind", text});
  }
  return rows;
}

Rows OfConsents() {
  return {
      {"ConsentService/PreviewConsent", "terms.subject",
       "terms { subject: '$BAD' }"},
      {"ConsentService/PreviewConsent", "terms.holders, terms.recipients",
       "terms { subject: 'subjects/$ID' }"},
      {"ConsentService/PreviewConsent", "terms.recipients",
       "terms { subject: 'subjects/$ID' holders: 'bodies/sample-city/units/"
       "maternal-health' recipients: '$BAD' }"},
      {"ConsentService/PreviewConsent", "terms.family.person",
       "terms { subject: 'subjects/$ID' holders: 'bodies/sample-city/units/"
       "maternal-health' family { person: PERSON_LABEL_SUBJECT topics: "
       "FAMILY_TOPIC_CHILD } }"},
      {"ConsentService/PreviewConsent", "terms.family.topics",
       "terms { subject: 'subjects/$ID' holders: 'bodies/sample-city/units/"
       "maternal-health' family { person: PERSON_LABEL_MOTHER topics: 99 } }"},
      {"ConsentService/GrantConsent", "terms.subject",
       "terms { subject: '$BAD' }"},
      {"ConsentService/WithdrawConsent", "name", "name: '$BAD'"},
      {"ConsentService/WithdrawConsent", "categories",
       "name: 'consents/$ID' categories: 99"},
      {"ConsentService/NarrowConsent", "name",
       "name: '$BAD' purposes: PURPOSE_SUPPORT"},
      {"ConsentService/NarrowConsent", "purposes",
       "name: 'consents/$ID' purposes: 99"},
      {"ConsentService/ListConsents", "subject", "subject: '$BAD'"},
      {"ConsentService/ListConsents", "page_token",
       "subject: '$HER' page_token: '$BAD'"},
      {"ConsentService/GetConsent", "name", "name: '$BAD'"},
      {"ConsentService/AcknowledgeConsent", "name", "name: '$BAD'"},
  };
}

Rows OfMeetings() {
  return {
      {"ConferenceService/CreateSeries", "title",
       "title: '$BAD\\n' members: 'bodies/hokusei-cgc' "},
      {"ConferenceService/CreateSeries", "members", "title: 'T'"},
      {"ConferenceService/CreateSeries", "members",
       "title: 'T' members: '$BAD'"},
      {"ConferenceService/ScheduleMeeting", "series",
       "series: '$BAD' day: '2026-11-22'"},
      {"ConferenceService/OpenMeeting", "name", "name: '$BAD'"},
      {"ConferenceService/CloseMeeting", "name", "name: '$BAD'"},
      {"ConferenceService/ReleaseItem", "series",
       "series: '$BAD' section: 'sections/$ID'"},
      {"ConferenceService/WithdrawItem", "name", "name: '$BAD'"},
      {"ConferenceService/JoinMeeting", "name", "name: '$BAD'"},
      {"ConferenceService/LeaveMeeting", "name", "name: '$BAD'"},
      {"ConferenceService/ConfirmAttendance", "name",
       "name: '$BAD' person: 'p' party: 'bodies/hokusei-cgc' "},
      {"ConferenceService/ConfirmAttendance", "person",
       "name: 'meetings/$ID' party: 'bodies/hokusei-cgc' "},
      {"ConferenceService/GetSharedSummary", "access.purpose",
       "name: 'meetings/$ID' "},
      {"ConferenceService/GetSharedSummary", "name",
       "name: '$BAD' access { purpose: PURPOSE_CONFERENCE }"},
  };
}

Rows OfDangers() {
  return {
      {"BreakGlassService/OpenBreakGlass", "case",
       "case: '$BAD' "
       "categories: CATEGORY_C02 second_person: 'p-phn-2' access { need: 'n' "
       "}"},
      {"BreakGlassService/OpenBreakGlass", "categories", "case: 'cases/$ID' "},
      {"BreakGlassService/OpenBreakGlass", "hours",
       "case: 'cases/$ID' categories: CATEGORY_C02 hours: 25 second_person: "
       "'p'"},
      {"BreakGlassService/EndBreakGlass", "name", "name: '$BAD'"},
      {"BreakGlassService/ReviewBreakGlass", "verdict",
       "name: 'openings/$ID' "},
      {"BreakGlassService/ReviewBreakGlass", "name",
       "name: '$BAD' verdict: BREAK_GLASS_VERDICT_JUSTIFIED note: 'n'"},
      {"BreakGlassService/GetBreakGlass", "name", "name: '$BAD'"},
      {"BreakGlassService/ListBreakGlass", "page_size", "page_size: 101"},
      {"ReportService/DeliverReport", "report.name", "report { name: '$BAD' }",
       kIntake},
      {"ReportService/ListReports", "page_token", "page_token: '$BAD'"},
      {"ReportService/GetReport", "name", "name: '$BAD'"},
      {"ReportService/TakeReport", "name", "name: '$BAD'"},
  };
}

Rows OfDirectories() {
  const World::Person officer = World::Officer();
  return {
      {"DirectoryService/GetParty", "name", "name: '$BAD'"},
      {"DirectoryService/GetEntries", "parties", "parties: '$BAD'", officer},
      {"DirectoryService/SetDutyRoster", "entries.from",
       "entries { person: '$BAD' }"},
      {"DirectoryService/SetDutyRoster", "entries.person",
       "entries { person: '$BAD' from: 1795229600 to: 1795229601 }"},
      {"DirectoryService/GetDutyRoster", "party", "party: '$BAD'"},
      {"DirectoryService/DisableParty", "name", "name: '$BAD'", officer},
      {"DirectoryService/DisablePerson", "person", "", officer},
      {"DirectoryService/RevokeCertificate", "certificate_sha256",
       "certificate_sha256: '$BAD'", officer},
      {"DirectoryService/ImportCrl", "crl_pem", "crl_pem: '$BAD'", officer},
      {"ChangeService/SubmitChange", "digest", "digest: '$BAD'", officer},
      {"ChangeService/SubmitChange", "signature.signature",
       "digest: '01234567890123456789012345678901' signature { signature: "
       "'$BAD' }",
       officer},
      {"ChangeService/ApproveChange", "digest",
       "name: 'changes/$ID' digest: '$BAD'", officer},
      {"ChangeService/ActivateChange", "name", "name: '$BAD'", officer},
      {"ChangeService/RejectChange", "name", "name: '$BAD'", officer},
      {"ChangeService/GetChange", "name", "name: '$BAD'", officer},
      {"ChangeService/ListChanges", "page_token", "page_token: '$BAD'",
       officer},
  };
}

Rows OfPolicies() {
  const World::Person officer = World::Officer();
  return {
      {"PolicyService/GetPolicy", "version", "version: -1", officer},
      {"PolicyService/SimulatePolicy", "change, policy", "", officer},
      {"PolicyService/SimulatePolicy", "page_size",
       "change: 'changes/$ID' page_size: -1", officer},
      {"PolicyService/CompareConsents", "change", "change: '$BAD'", officer},
      {"PolicyService/LintPolicy", "files", "", officer},
      {"PolicyService/LintPolicy", "files.name", "files { text: '$BAD' }",
       officer},
      {"PolicyService/TestPolicy", "change", "change: '$BAD'", officer},
      {"PolicyService/ExplainPolicy", "change", "change: '$BAD'", officer},
      {"PolicyService/DiffPolicy", "change", "change: '$BAD'", officer},
      {"PolicyService/ProvePolicy", "change", "change: '$BAD'", officer},
      {"AuditService/GetReceipt", "leaf_hash", "leaf_hash: '$BAD'"},
      {"AuditService/GetConsistencyProof", "old_size, size", "old_size: 0"},
      {"AuditService/SearchEntries", "page_token", "page_token: '$BAD'",
       officer},
      {"AuditService/SearchEntries", "party", "party: '$BAD'", officer},
      {"AuditService/ListAffected", "subject",
       "subject: '$BAD' access { need: 'n' }", officer},
      {"AuditService/ListAffected", "categories",
       "subject: 'subjects/$ID' categories: 99", officer},
  };
}

}  // namespace

const std::vector<BadInput>& BadInputs() {
  static const auto& all = *[] {
    auto* const rows = new Rows();
    for (const Rows& some :
         {OfSubjects(), OfCases(), OfSections(), OfMessages(), OfConsents(),
          OfMeetings(), OfDangers(), OfDirectories(), OfPolicies()}) {
      rows->insert(rows->end(), some.begin(), some.end());
    }
    return rows;
  }();
  return all;
}

}  // namespace tasuki::exchange
