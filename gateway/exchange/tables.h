#ifndef GATEWAY_EXCHANGE_TABLES_H_
#define GATEWAY_EXCHANGE_TABLES_H_

// What a store keeps: rows by table, and lists by index.
namespace tasuki::exchange {

// Tables of rows. The numbers are persisted.
enum class Table : int {
  kDeployment = 1,         // id "": DeploymentRow
  kPolicy = 2,             // id "": PolicyRow
  kParty = 3,              // id party name: PartyEntry
  kPerson = 4,             // id person id: PersonEntry
  kSystem = 5,             // id system id: SystemEntry
  kDeniedCertificate = 6,  // id hex SHA-256, or issuer hex ":" serial
  kRevocationList = 7,     // id issuer hex: RevocationListRow
  kSubject = 8,            // SubjectRow
  kCase = 9,               // CaseRow
  kSection = 10,           // SectionRow
  kEditions = 11,          // id of the section: EditionsRow
  kMessage = 12,           // MessageRow
  kConsent = 13,           // ConsentRow
  kReplay = 14,            // ReplayRow
  kAssertion = 15,         // id person "|" jti: used for a write; empty
  kPolicyContent = 16,     // id hex SHA-256: PolicyContentRow
  kSeries = 17,            // SeriesRow
  kMeeting = 18,           // MeetingRow
  kItem = 19,              // ItemRow
  kReport = 20,            // ReportRow
  kChange = 21,            // ChangeRow
  kPolicyVersion = 22,     // id decimal version: PolicyVersionRow
  kLeadProposal = 23,      // LeadProposalRow
  kOpening = 24,           // OpeningRow
  kDuty = 25,              // id party name: DutyRow
  kCopyRequest = 26,       // CopyRequestRow
};

// Lists of ids under a key, in the order of their insertion.
enum class Index : int {
  kCasesOfParty = 1,       // party -> cases it has or had access to
  kSectionsOfCase = 2,     // case -> sections
  kMessagesOfParty = 3,    // recipient -> messages
  kConsentsOfSubject = 4,  // subject -> consents
  kCasesOfSubject = 5,     // subject -> cases
  kParties = 6,            // "" -> parties
  kPersonsOfParty = 7,     // party -> persons with an assignment there
  kCasesOfLead = 8,        // party -> cases it leads or led
  kKnownSubjects = 9,      // party "|" subject -> subject, if party knows her
  kToldOfSubject = 10,  // party "|" subject -> subject, if party was sent word
  kStatedOfSection = 11,  // section -> messages that pass it on, basis stated
  kItemsOfSeries = 12,    // series -> items
  kHeldOfSubject = 13,    // party "|" subject -> confirmed sections it holds
  kReportsOfParty = 14,   // party -> reports of danger on its desk
  kChanges = 15,          // "" -> changes that need two persons
  kConsents = 16,         // "" -> consents
  kProposalsOfCase = 17,  // case -> proposals of lead and rank
  kOpeningsOfCase = 18,   // case -> openings for danger to life
  kOpeningsOfParty = 19,  // party -> openings of it
  kOpenings = 20,         // "" -> openings that wait for a review
  kSentOfParty = 21,      // sender, or recipient "|" -> messages that wait
  kCopyRequestsOfCase = 22,  // case -> requests for a copy
};

}  // namespace tasuki::exchange

#endif  // GATEWAY_EXCHANGE_TABLES_H_
