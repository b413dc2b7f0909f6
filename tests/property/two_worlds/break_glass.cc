// Danger to life: what a reader asks, what others do, and who sees it.

#include "gateway/exchange/break_glass.h"

#include "absl/strings/str_cat.h"
#include "gateway/model/canonical.h"
#include "tests/property/two_worlds/difference.h"
#include "tests/property/two_worlds/others_sight.h"
#include "tests/property/two_worlds/planner.h"

namespace tasuki::two_worlds {
namespace {

using exchange::Table;

// A colleague of each, who can be told; of the others one who works elsewhere.
std::string ColleagueOf(const Person& person) {
  if (person.party == kMaternal) return "p-phn-2";
  if (person.party == kFamily) return "p-wcw-1";
  if (person.party == kGuidance) return "p-cgc-director-1";
  return "p-ob-nurse-1";
}

v1::OpenBreakGlassRequest OpenFor(const Person& person,
                                  const std::string& a_case) {
  v1::OpenBreakGlassRequest request;
  request.mutable_access()->set_need("she does not answer");
  request.set_case_(a_case);
  request.add_categories(v1::CATEGORY_C02);
  request.add_categories(v1::CATEGORY_C07);
  request.set_second_person(ColleagueOf(person));
  return request;
}

// Somebody opens a case and reads it; it is ended, or goes on.
Difference AnOpening(Draw& draw, const Base& base, const Person& reader) {
  const std::string a_case = AnyCase(base, draw).a_case;
  const Person opener =
      OtherThan(reader, draw, {Nurse(), Worker(), SocialWorker(), Officer()});
  v1::OpenBreakGlassRequest open = OpenFor(opener, a_case);
  open.mutable_access()->set_purpose(v1::PURPOSE_PROTECTION);
  v1::GetCaseRequest get;
  *get.mutable_access() = open.access();
  get.set_name(a_case);
  const bool ended = draw.Chance(30);
  return {[=](World& world) {
    v1::OpenBreakGlassResponse opened;
    if (!world.Do(opener, open, &opened)) return;
    world.Do(opener, get);
    if (!ended) return;
    v1::EndBreakGlassRequest end;
    *end.mutable_access() = open.access();
    end.set_name(opened.opening());
    world.Do(opener, end);
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInOpenings() {
  return {{"an opening for danger to life", AnOpening}};
}

void SeeOpenings(Deciding& deciding, const Census& census, Sight& sight) {
  const exchange::Context context = deciding.ContextFor(v1::PURPOSE_OVERSIGHT);
  for (const std::string& id : IdsOf(census, "openings")) {
    const auto row =
        Find<v1::OpeningRow>(deciding.snapshot(), Table::kOpening, id);
    if (!row.has_value() || !exchange::IsShownTo(context, *row)) continue;
    sight.lines[absl::StrCat("opening ", id)] = Canonical(*row);
  }
}

void PlanBreakGlass(Planner& plan) {
  plan.Ask(v1::ListBreakGlassRequest());
  for (const std::string& opening : plan.Some("openings", 2)) {
    plan.Name<v1::GetBreakGlassRequest>(opening);
    v1::ReviewBreakGlassRequest review;
    review.set_name(opening);
    review.set_verdict(v1::BREAK_GLASS_VERDICT_TOO_WIDE);
    plan.Ask(review);
    plan.Name<v1::EndBreakGlassRequest>(opening);
  }
  for (int i = 0; i < 2; ++i) {
    plan.Ask(OpenFor(plan.reader(), plan.OwnOr("$case", "cases")));
  }
  plan.Name<v1::GetBreakGlassRequest>("$opening");
  plan.Name<v1::EndBreakGlassRequest>("$opening");
  v1::ListBreakGlassRequest list;
  list.set_page_size(1);
  plan.Ask(list);
}

}  // namespace tasuki::two_worlds
