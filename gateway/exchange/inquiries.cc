#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gateway/disclosure/editions.h"
#include "gateway/disclosure/sealed_name.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/relation.h"
#include "gateway/exchange/sealed_birth.h"
#include "gateway/exchange/use_cases.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"
#include "gateway/model/party.h"

namespace tasuki::exchange {
namespace {

// The same for everybody, known or not (SR-03).
constexpr char kAnswerJa[] =
    "個別のご相談の有無については、どなたにもお答えしておりません。";
constexpr char kAnswerEn[] =
    "We do not tell anybody whether a particular person has consulted us.";

std::string Spelling(absl::string_view name) {
  return absl::StrReplaceAll(name, {{" ", ""}, {"\u3000", ""}});
}

// Cases that could be meant when `party` is asked: those it works on, and those
// that units of its body lead.
absl::StatusOr<std::set<std::string>> CasesInReach(Context& context) {
  std::set<std::string> cases;
  const auto add = [&](Index index, const std::string& party) -> absl::Status {
    ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                     context.state.List(index, party));
    for (const IndexEntry& entry : entries) cases.insert(entry.id);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(add(Index::kCasesOfParty, context.party()));
  ASSIGN_OR_RETURN(const std::vector<std::string> parties,
                   PartiesOf(context.state, context.reader().body()));
  for (const std::string& party : parties) {
    RETURN_IF_ERROR(add(Index::kCasesOfLead, party));
  }
  return cases;
}

// The spellings of her legal names that the lead itself holds in the case.
// Another holder's would let the lead try names that it is not shown.
absl::StatusOr<std::set<std::string>> NamesIn(Context& context,
                                              const std::string& case_id,
                                              const std::string& subject,
                                              const std::string& lead) {
  ASSIGN_OR_RETURN(const absl::Span<const IndexEntry> entries,
                   context.state.List(Index::kSectionsOfCase, case_id));
  std::set<std::string> names;
  for (const IndexEntry& entry : entries) {
    ASSIGN_OR_RETURN(
        const v1::SectionRow& row,
        context.state.Get<v1::SectionRow>(Table::kSection, entry.id));
    if (row.kind() != v1::SECTION_KIND_SUBJECT_PROFILE ||
        row.subject() != subject || row.holder() != lead) {
      continue;
    }
    ASSIGN_OR_RETURN(const disclosure::Editions editions,
                     EditionsOf(context.state, entry.id));
    v1::Record record;
    if (!record.ParseFromString(editions.full)) {
      return absl::DataLossError("a stored record does not parse");
    }
    for (const std::string* name :
         {&record.subject_profile().legal_name(),
          &record.subject_profile().legal_name_kana()}) {
      if (!name->empty()) names.insert(Spelling(*name));
    }
  }
  return names;
}

// How a question bears on a case. The name of a sealed birth is compared with
// nothing: whether an alert comes would tell that a guess is right (SR-02).
enum class Bearing {
  kRuledOut,  // it asks by another name
  kMayBe,     // no name there, or none in the question
  kNamed,     // it asks by her name
  kSealed,    // may be, and nobody is to know
};

// A case is ruled out only by a name that is another one. Missing an adverse
// caller costs more than an alert too many.
absl::StatusOr<Bearing> BearingOn(Context& context, const std::string& case_id,
                                  const v1::CaseRow& row,
                                  const v1::Inquiry& inquiry) {
  for (const std::string& subject : row.subjects()) {
    ASSIGN_OR_RETURN(const bool sealed, IsSealed(context, subject));
    if (sealed) return Bearing::kSealed;
  }
  if (inquiry.name_asked_about().empty()) return Bearing::kMayBe;
  Bearing bearing = Bearing::kRuledOut;
  // A child's name does not rule out its mother.
  for (const std::string& subject : row.subjects()) {
    ASSIGN_OR_RETURN(const std::set<std::string> names,
                     NamesIn(context, case_id, subject, LeadOf(row).party()));
    if (names.count(Spelling(inquiry.name_asked_about())) != 0) {
      return Bearing::kNamed;
    }
    if (names.empty()) bearing = Bearing::kMayBe;
  }
  return bearing;
}

// What of the question goes into a case: a name that some caller gave is not
// what is known of her, and of a sealed birth it may be the true one (SR-01).
v1::Record AlertFor(Bearing bearing, const v1::Inquiry& inquiry) {
  v1::Record record;
  *record.mutable_inquiry() = inquiry;
  if (bearing == Bearing::kNamed) return record;
  record.mutable_inquiry()->clear_name_asked_about();
  const disclosure::Spellings asked{.names = {inquiry.name_asked_about()},
                                    .aliases = {}};
  if (bearing == Bearing::kSealed ||
      disclosure::TextsMayNamePerson(record, asked)) {
    record.mutable_inquiry()->clear_words();
  }
  return record;
}

v1::SectionRow InquirySection(const Context& context,
                              const std::string& case_id,
                              const v1::CaseRow& row) {
  v1::SectionRow section;
  section.set_subject(row.subjects(0));
  section.set_case_(case_id);
  section.set_kind(v1::SECTION_KIND_INQUIRY);
  section.set_holder(LeadOf(row).party());
  section.set_onward_rule(v1::ONWARD_RULE_FREE);
  section.set_state(v1::SECTION_STATE_CONFIRMED);
  section.set_confirmed_at(context.state.now_seconds());
  return section;
}

// Tells the lead: a section of the case, and a message that points at it.
absl::Status AlertLead(Context& context, const std::string& case_id,
                       const v1::CaseRow& row, const v1::Record& alert) {
  ASSIGN_OR_RETURN(const disclosure::Editions editions,
                   disclosure::BuildEditions(alert));
  const std::string section = NewId();
  WriteSection(context, section, InquirySection(context, case_id, row),
               editions);
  context.Enter(Index::kSectionsOfCase, case_id, section);
  v1::MessageRow message;
  message.set_kind(v1::MESSAGE_KIND_INQUIRY_ALERT);
  message.set_recipient(LeadOf(row).party());
  message.set_subject(row.subjects(0));
  message.set_case_(case_id);
  message.add_sections(section);
  StoreMessage(context, std::move(message));
  return absl::OkStatus();
}

// Alerts the lead of every open case that may be meant; their names.
absl::StatusOr<std::vector<std::string>> Alert(Context& context,
                                               const v1::Inquiry& inquiry) {
  std::vector<std::string> alerted;
  ASSIGN_OR_RETURN(const std::set<std::string> cases, CasesInReach(context));
  for (const std::string& id : cases) {
    ASSIGN_OR_RETURN(const v1::CaseRow& row,
                     context.state.Get<v1::CaseRow>(Table::kCase, id));
    if (row.closed_at() != 0) continue;
    ASSIGN_OR_RETURN(const Bearing bearing,
                     BearingOn(context, id, row, inquiry));
    if (bearing == Bearing::kRuledOut) continue;
    RETURN_IF_ERROR(AlertLead(context, id, row, AlertFor(bearing, inquiry)));
    alerted.push_back(ResourceName("cases", id));
  }
  return alerted;
}

}  // namespace

absl::StatusOr<Answer> RecordInquiry(Context& context,
                                     const v1::RecordInquiryRequest& request) {
  if (!context.May(v1::ACTION_RECORD_INQUIRY)) {
    return Refused(v1::REFUSAL_CODE_ROLE_NOT_ALLOWED,
                   "the role does not record inquiries");
  }
  // Malformed or not must not depend on whether there is a case.
  v1::Record record;
  *record.mutable_inquiry() = request.inquiry();
  RETURN_IF_ERROR(disclosure::BuildEditions(record).status());
  Answer answer;
  // A receipt names the place of its entry in the log, and so two of them tell
  // how many lie between: one entry, whoever was alerted (SR-03).
  ASSIGN_OR_RETURN(answer.told, Alert(context, request.inquiry()));
  answer.words_logged = false;
  v1::RecordInquiryResponse response;
  response.set_answer_ja(kAnswerJa);
  response.set_answer_en(kAnswerEn);
  answer.body = Canonical(response);
  // Said either way: neither confirmed nor denied.
  answer.true_codes = {v1::REFUSAL_CODE_NEITHER_CONFIRM_NOR_DENY};
  return answer;
}

}  // namespace tasuki::exchange
