#include "gateway/exchange/sealed_birth.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "gateway/disclosure/mothers_name.h"
#include "gateway/exchange/view.h"
#include "gateway/model/id.h"

namespace tasuki::exchange {
namespace {

void Append(std::vector<std::string> more, std::vector<std::string>& all) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

bool AnyNames(std::initializer_list<absl::string_view> texts,
              const disclosure::Spellings& known) {
  return std::any_of(texts.begin(), texts.end(), [&](absl::string_view text) {
    return disclosure::TextMayNamePerson(text, known.names);
  });
}

// Whom the answer is about, or whom the caller asked about in vain.
absl::StatusOr<std::set<std::string>> SubjectsOf(Context& context,
                                                 const Answer& answer,
                                                 const std::string& resource) {
  std::set<std::string> subjects;
  for (const SubjectOutcome& outcome : answer.subjects) {
    subjects.insert(outcome.subject);
  }
  if (!subjects.empty()) return subjects;
  const auto subject = ParseResourceId("subjects", resource, "");
  if (subject.ok()) subjects.insert(*subject);
  const auto a_case = ParseResourceId("cases", resource, "");
  if (!a_case.ok()) return subjects;
  ASSIGN_OR_RETURN(const Found<v1::CaseRow> row,
                   context.state.Find<v1::CaseRow>(Table::kCase, *a_case));
  if (row.has_value()) {
    subjects.insert(row->subjects().begin(), row->subjects().end());
  }
  return subjects;
}

// Groups that speak of a woman who bears, her work and her home: of a child
// whose mother gave birth in confidence none of them is kept.
bool SpeaksOfTheMother(const v1::Record& record) {
  return record.has_pregnancy() || record.has_pregnancy_social_risk() ||
         record.has_sos_contact() || record.has_livelihood() ||
         SpeaksOfConfidentialBirth(record);
}

// The names that these records of a child give it.
std::vector<std::string> NamesOfChild(const std::vector<v1::Record>& records) {
  std::vector<std::string> names;
  for (const v1::Record& record : records) {
    Append(disclosure::SpellingsIn(record).names, names);
    const v1::BirthRegistration& birth = record.birth_registration();
    Append({birth.proposed_name(), birth.proposed_name_kana()}, names);
  }
  return names;
}

// Does it say who the mother is of a child of sealed origin? Nothing ties the
// two, so it can only look for what names any mother; the child has a name.
absl::StatusOr<bool> NamesMotherOf(
    Context& context, const std::string& child, const v1::Record& record,
    std::initializer_list<absl::string_view> texts) {
  if (SpeaksOfTheMother(record)) return true;
  ASSIGN_OR_RETURN(std::vector<v1::Record> of_child,
                   RecordsHeld(context, child));
  of_child.push_back(record);
  const std::vector<std::string> names = NamesOfChild(of_child);
  return disclosure::RecordMayNameMother(record, names) ||
         std::any_of(texts.begin(), texts.end(), [&](absl::string_view text) {
           return disclosure::TextMayNameMother(text, names);
         });
}

}  // namespace

absl::StatusOr<bool> IsSealed(Context& context, const std::string& subject) {
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  return row.has_value() && row->sealed_birth();
}

bool SpeaksOfConfidentialBirth(const v1::Record& record) {
  return record.intention().birth_mode() == v1::BIRTH_MODE_CONFIDENTIAL ||
         record.seal_flag().exists();
}

absl::StatusOr<disclosure::Spellings> SpellingsHeld(
    Context& context, const std::string& subject) {
  disclosure::Spellings known;
  ASSIGN_OR_RETURN(const std::vector<v1::Record> records,
                   RecordsHeld(context, subject));
  for (const v1::Record& record : records) {
    disclosure::Spellings found = disclosure::SpellingsIn(record);
    Append(std::move(found.names), known.names);
    Append(std::move(found.aliases), known.aliases);
  }
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  if (row.has_value() && row->registered_by() == context.party()) {
    known.aliases.push_back(row->alias());
  }
  return known;
}

absl::StatusOr<bool> NamesPerson(
    Context& context, const std::string& subject,
    std::initializer_list<absl::string_view> texts) {
  ASSIGN_OR_RETURN(const disclosure::Spellings known,
                   SpellingsHeld(context, subject));
  return AnyNames(texts, known);
}

absl::StatusOr<bool> NamesSealedPerson(
    Context& context, const std::string& subject,
    std::initializer_list<absl::string_view> texts) {
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  if (row.has_value() && row->sealed_origin()) {
    return NamesMotherOf(context, subject, v1::Record(), texts);
  }
  if (!row.has_value() || !row->sealed_birth()) return false;
  return NamesPerson(context, subject, texts);
}

absl::StatusOr<bool> NamesSealedPerson(
    Context& context, const std::string& subject, const v1::Record& record,
    std::initializer_list<absl::string_view> texts) {
  ASSIGN_OR_RETURN(
      const Found<v1::SubjectRow> row,
      context.state.Find<v1::SubjectRow>(Table::kSubject, subject));
  if (row.has_value() && row->sealed_origin()) {
    return NamesMotherOf(context, subject, record, texts);
  }
  const bool sealed = row.has_value() && row->sealed_birth();
  if (!sealed && !SpeaksOfConfidentialBirth(record)) return false;
  if (disclosure::HoldsIdentityFields(record)) return true;
  ASSIGN_OR_RETURN(disclosure::Spellings known,
                   SpellingsHeld(context, subject));
  // Her pseudonym is what she may be called by.
  known.aliases.clear();
  return disclosure::TextsMayNamePerson(record, known) ||
         AnyNames(texts, known);
}

absl::Status KeepNamesOutOfTheLog(Context& context, const v1::Access& access,
                                  const std::string& resource, Answer& answer) {
  const std::initializer_list<absl::string_view> words = {
      access.need(), access.request_reference()};
  if (access.need().empty() && access.request_reference().empty()) {
    return absl::OkStatus();
  }
  if (AnyNames(words, {})) answer.words_logged = false;
  ASSIGN_OR_RETURN(const std::set<std::string> subjects,
                   SubjectsOf(context, answer, resource));
  for (const std::string& subject : subjects) {
    ASSIGN_OR_RETURN(const bool names,
                     NamesSealedPerson(context, subject, words));
    if (names) answer.words_logged = false;
  }
  return absl::OkStatus();
}

Answer SealedIdentityRefused() {
  Answer answer =
      Refused(v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY,
              "would tell who somebody is whose birth is confidential");
  answer.words_logged = false;
  return answer;
}

}  // namespace tasuki::exchange
