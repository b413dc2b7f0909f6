#include "tests/property/two_worlds/others_sight.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/consent_access.h"
#include "gateway/exchange/entitlement.h"
#include "gateway/exchange/messages.h"
#include "gateway/exchange/subjects.h"
#include "gateway/model/canonical.h"
#include "gateway/model/party.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Table;

// A child's will closes what rests on consent, also of what the party itself
// holds and would release: that is accepted (AF-CHILD-15).
void SeeWill(Deciding& deciding, const std::string& id, Sight& sight) {
  const auto held =
      Must(exchange::SectionsHeld(deciding.state(), deciding.party(), id));
  const auto row =
      Find<v1::SubjectRow>(deciding.snapshot(), Table::kSubject, id);
  if (held.empty() || !row.has_value()) return;
  sight.lines[absl::StrCat("will of ", id)] =
      absl::StrCat(row->child_15_withholds());
}

void SeeSubjects(Deciding& deciding, const Census& census, Sight& sight) {
  for (const std::string& id : IdsOf(census, "subjects")) {
    const bool knows =
        Must(exchange::KnowsSubject(deciding.state(), deciding.party(), id));
    const bool told =
        Must(exchange::WasTold(deciding.state(), deciding.party(), id));
    if (!told) continue;
    sight.lines[absl::StrCat("subject ", id)] = knows ? "known" : "told of";
    SeeWill(deciding, id, sight);
  }
}

// The code of a refusal as the reader may know it.
std::string CodeTold(Deciding& deciding, const Person& person,
                     const v1::MessageRow& row) {
  v1::Category category = v1::CATEGORY_UNSPECIFIED;
  if (row.refusal() == v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY) {
    category = v1::CATEGORY_C30;
  } else if (row.refusal() == v1::REFUSAL_CODE_LOCATION_PROTECTED) {
    category = v1::CATEGORY_C15;
  } else if (row.refusal() == v1::REFUSAL_CODE_REPORTER_PROTECTED) {
    category = v1::CATEGORY_C13;
  } else {
    return absl::StrCat(row.refusal());
  }
  std::string told;
  for (const v1::Purpose purpose : PurposesOf(person)) {
    exchange::Context context = deciding.ContextFor(purpose);
    const auto outcome = Must(
        exchange::OutcomeAbout(context, row.subject(), row.sender(), category));
    const bool knows = outcome.levels.existence().Contains(category);
    absl::StrAppend(&told, knows ? row.refusal() : v1::REFUSAL_CODE_NO_BASIS,
                    " ");
  }
  return told;
}

void SeeMessages(Deciding& deciding, const Census& census, const Person& person,
                 Sight& sight) {
  for (const std::string& id : IdsOf(census, "messages")) {
    auto row = Find<v1::MessageRow>(deciding.snapshot(), Table::kMessage, id);
    if (!row.has_value()) continue;
    const bool to = row->recipient() == deciding.party() &&
                    exchange::IsFor(*row, person.id);
    if (!to && row->sender() != deciding.party()) continue;
    const std::string code =
        to ? CodeTold(deciding, person, *row) : absl::StrCat(row->refusal());
    row->clear_refusal();
    row->clear_sent_by();  // a person of the sender: never told
    row->clear_attempt_reason();
    if (to) {
      row->clear_sections();  // shown one by one, or not
    } else {
      row->clear_case_();
      row->clear_copies();
    }
    sight.lines[absl::StrCat("message ", id)] =
        absl::StrCat(code, Canonical(*row));
  }
}

// Works for her, as an overseer too, or has heard of her.
bool HasToDoWithHer(Deciding& deciding, const Person& person,
                    const std::string& subject) {
  for (const v1::Purpose purpose : PurposesOf(person)) {
    exchange::Context context = deciding.ContextFor(purpose);
    if (Must(exchange::WorksForHer(context, subject))) return true;
  }
  return Must(exchange::WasTold(deciding.state(), deciding.party(), subject));
}

// All for who recorded it and for holders; for recipients their own part.
void SeeConsents(Deciding& deciding, const Census& census, const Person& person,
                 Sight& sight) {
  for (const std::string& id : IdsOf(census, "consents")) {
    auto row = Find<v1::ConsentRow>(deciding.snapshot(), Table::kConsent, id);
    if (!row.has_value()) continue;
    const std::string subject =
        row->terms().subject().substr(sizeof("subjects/") - 1);
    const bool recorded = row->recorded_by() == deciding.party();
    const bool told = HasToDoWithHer(deciding, person, subject);
    const bool holds =
        absl::c_linear_search(row->terms().holders(), deciding.party());
    const bool receives =
        absl::c_linear_search(row->terms().recipients(), deciding.party());
    std::string& line = sight.lines[absl::StrCat("consent ", id)];
    if (recorded || (told && holds)) {
      line = absl::StrCat(Canonical(row->terms()), row->state());
    } else if (told && receives) {
      v1::ConsentTerms part = row->terms();
      part.clear_holders();
      part.clear_recipients();
      part.clear_family();
      part.clear_medium();
      part.clear_capacity();
      part.clear_text_version();
      part.clear_language();
      part.clear_c08_ticked();
      part.clear_series();
      line = absl::StrCat(Canonical(part), row->state());
    }
  }
}

void SeeReports(Deciding& deciding, const Census& census, Sight& sight) {
  for (const std::string& id : IdsOf(census, "reports")) {
    auto row = Find<v1::ReportRow>(deciding.snapshot(), Table::kReport, id);
    if (!row.has_value()) continue;
    std::string& line = sight.lines[absl::StrCat("report ", id)];
    if (row->recipient() == deciding.party()) {
      line = Canonical(*row);
    } else if (PartyOfUri(row->report().sender()) == deciding.party()) {
      const v1::ReportContent& content = row->report().content();
      line = absl::StrCat(content.kind(), content.urgency(), row->recipient(),
                          row->state(), row->readdressed(), row->taken_at());
    }
  }
}

}  // namespace

const std::set<std::string>& IdsOf(const Census& census,
                                   const std::string& collection) {
  static const auto* const none = new std::set<std::string>;
  const auto found = census.find(collection);
  return found == census.end() ? *none : found->second;
}

void SeeOthers(Deciding& deciding, const Census& census, const Person& person,
               Sight& sight) {
  SeeSubjects(deciding, census, sight);
  SeeMessages(deciding, census, person, sight);
  SeeConsents(deciding, census, person, sight);
  SeeReports(deciding, census, sight);
  SeeConferences(deciding, census, person, sight);
}

}  // namespace tasuki::two_worlds
