#include "tests/property/consent_states/play.h"

#include <algorithm>
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/exchange/consent_state.h"
#include "gateway/exchange/periods.h"
#include "gateway/exchange/unit.h"
#include "tests/status_matchers.h"

namespace tasuki::consent_states {
namespace {

using exchange::kFamily;
using exchange::kMaternal;
using exchange::kNpo;
using exchange::Table;
using exchange::World;

constexpr v1::Category kStory = v1::CATEGORY_C06;
constexpr v1::Category kWeeks = v1::CATEGORY_C07;
// What the records of the opening say of these, in full and reduced.
constexpr char kStoryMark[] = "COMPLAINT-MARK";
constexpr char kSummaryMark[] = "SUMMARY-MARK";
constexpr char kWeeksMark[] = "30w0d";

bool Holds(const std::string& bytes, absl::string_view text) {
  return absl::StrContains(bytes, text);
}

absl::Time StartOfToday(absl::Time now) {
  const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
  return absl::FromCivil(absl::ToCivilDay(now, japan), japan);
}

}  // namespace

Play::Play(uint64_t seed)
    : random_(seed),
      opening_(exchange::PlayOpening(world_, {kMaternal, kFamily})) {
  exchange::AddFamilySupport(world_, opening_);
  model_.now = world_.clock().Now();
  Note(opening_.consent);
}

void Play::Note(const std::string& name) {
  const auto row =
      exchange::Stored<v1::ConsentRow>(world_, Table::kConsent, name);
  Consent consent;
  for (const v1::ConsentMask& mask : row.masks()) {
    if (exchange::IsThroughCentre(mask)) continue;
    const auto shown = exchange::FromWords(mask.levels()).existence().members();
    consent.opens[mask.party()] = {shown.begin(), shown.end()};
  }
  for (const int purpose : row.terms().purposes()) {
    consent.purposes.insert(static_cast<v1::Purpose>(purpose));
  }
  consent.excluded = {row.terms().excluded().begin(),
                      row.terms().excluded().end()};
  consent.goes_on = row.terms().onward_rule() != v1::ONWARD_RULE_NONE;
  consent.last = absl::FromUnixSeconds(row.terms().valid_until());
  consent.ends_with = row.terms().ends_with();
  consent.days_after = row.terms().days_after();
  consent.granted = absl::FromUnixSeconds(row.granted_at());
  model_.consents.push_back(consent);
  names_.push_back(name);
}

v1::ConsentTerms Play::SomeTerms() {
  v1::ConsentTerms terms =
      exchange::TermsFor(world_, opening_.subject, kNpo, kMaternal);
  const bool family = Chance(60);
  if (family) terms.add_recipients(kFamily);
  if (!family && Chance(30)) terms.add_excluded(kFamily);
  if (Chance(25)) terms.mutable_purposes()->RemoveLast();
  if (Chance(20)) terms.set_onward_rule(v1::ONWARD_RULE_NONE);
  v1::ConsentItem& item = *terms.add_items();
  item.set_level(v1::LEVEL_FULL);
  item.add_categories(v1::CATEGORY_C01);
  if (Chance(80)) item.add_categories(kStory);
  if (Chance(80)) item.add_categories(kWeeks);
  terms.set_valid_until(absl::ToUnixSeconds(
      model_.now + absl::Hours(24 * static_cast<int>(1 + Below(20)))));
  if (Chance(40)) {
    terms.set_ends_with(Chance(50) ? v1::CONSENT_EVENT_BIRTH
                                   : v1::CONSENT_EVENT_CASE_CLOSED);
    terms.set_days_after(static_cast<int>(Below(5)));
  }
  return terms;
}

void Play::Grant(const v1::ConsentTerms& terms, const std::string& supersedes) {
  const exchange::Release release =
      exchange::GrantFor(world_, World::Npo(), terms, supersedes);
  Consent asked;
  asked.last = absl::FromUnixSeconds(terms.valid_until());
  asked.ends_with = terms.ends_with();
  asked.days_after = terms.days_after();
  asked.granted = model_.now;
  const bool over = !model_.InForce(asked);
  EXPECT_EQ(release.status.ok(), !over) << release.status;
  if (!release.status.ok()) return;
  Note(exchange::NameIn(release));
}

std::string Play::GrantSome() {
  Grant(SomeTerms(), "");
  return "grant";
}

std::string Play::PreviewSome() {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = exchange::AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = SomeTerms();
  EXPECT_THAT(
      world_.Call(World::Npo(), "ConsentService/PreviewConsent", preview)
          .status,
      IsOk());
  return "draft";
}

std::string Play::SupersedeSome() {
  const size_t old = Any();
  if (!model_.InForce(model_.consents[old])) return "nothing to supersede";
  const size_t before = names_.size();
  Grant(SomeTerms(), names_[old]);
  if (names_.size() == before) return "not superseded";
  model_.consents[old].recorded = v1::CONSENT_STATE_SUPERSEDED;
  model_.consents[old].successor = before;
  return absl::StrCat("supersede ", old);
}

std::string Play::WithdrawSome() {
  const size_t one = Any();
  const World::Person who = Chance(50) ? World::Npo() : World::Nurse();
  EXPECT_THAT(
      exchange::Withdraw(world_, who, exchange::WithdrawalOf(names_[one]))
          .status,
      IsOk());
  model_.Withdraw(model_.consents[one]);
  return absl::StrCat("withdraw ", one);
}

std::string Play::WithdrawPartOfSome() {
  const size_t one = Any();
  std::set<std::string> recipients;
  std::set<v1::Category> categories;
  if (Chance(50)) recipients.insert(Chance(50) ? kMaternal : kFamily);
  if (recipients.empty() || Chance(50)) {
    categories.insert(Chance(50) ? kStory : kWeeks);
  }
  EXPECT_THAT(exchange::Withdraw(
                  world_, World::Nurse(),
                  exchange::WithdrawalOf(
                      names_[one], {recipients.begin(), recipients.end()},
                      {categories.begin(), categories.end()}))
                  .status,
              IsOk());
  model_.WithdrawPart(model_.consents[one], recipients, categories);
  return absl::StrCat("withdraw a part of ", one);
}

std::string Play::NarrowSome() {
  const size_t one = Any();
  v1::NarrowConsentRequest narrow = exchange::NarrowingOf(names_[one]);
  Consent& consent = model_.consents[one];
  if (Chance(50)) {
    const v1::Purpose purpose =
        Chance(50) ? v1::PURPOSE_INTAKE : v1::PURPOSE_SUPPORT;
    narrow.add_purposes(purpose);
    exchange::Narrow(world_, World::Npo(), narrow);
    model_.TakeAway(consent, purpose);
  } else {
    const absl::Time last =
        model_.now + absl::Hours(1 + static_cast<int>(Below(200)));
    narrow.set_valid_until(absl::ToUnixSeconds(last));
    exchange::Narrow(world_, World::Npo(), narrow);
    model_.EndEarlier(consent, absl::FromUnixSeconds(narrow.valid_until()));
  }
  return absl::StrCat("narrow ", one);
}

std::string Play::AcknowledgeStop() {
  const std::vector<std::string> stops =
      exchange::StopsTo(world_, World::Nurse());
  if (stops.empty()) return "nothing to acknowledge";
  v1::AcknowledgeMessageRequest acknowledge;
  *acknowledge.mutable_access() = exchange::AccessFor(v1::PURPOSE_SUPPORT);
  acknowledge.set_name(stops[Below(stops.size())]);
  EXPECT_THAT(world_
                  .Call(World::Nurse(), "MessageService/AcknowledgeMessage",
                        acknowledge)
                  .status,
              IsOk());
  return "acknowledge a stop of use";
}

// To the instant at which one ends, a second before it, or some hours on.
std::string Play::PassTime() {
  absl::Time to = model_.now + absl::Hours(1 + static_cast<int>(Below(48)));
  const absl::Time end = model_.EndOf(model_.consents[Any()]);
  if (Chance(60) && end > model_.now + absl::Seconds(1) &&
      end < model_.now + absl::Hours(24 * 20)) {
    to = Chance(50) ? end : end - absl::Seconds(1);
  }
  world_.clock().Advance(to - model_.now);
  model_.now = to;
  return absl::StrCat("time passes to ", absl::FormatTime(to));
}

std::string Play::GiveBirth() {
  if (model_.birth != absl::InfiniteFuture()) return "born already";
  model_.birth = StartOfToday(model_.now);
  v1::Record record;
  v1::Birth& birth = *record.mutable_pregnancy()->mutable_birth();
  birth.set_born_on(absl::FormatTime("%Y-%m-%d", model_.birth,
                                     absl::FixedTimeZone(9 * 60 * 60)));
  birth.set_outcome(v1::BIRTH_OUTCOME_LIVE_BIRTH);
  exchange::Confirmed(world_, World::Nurse(),
                      exchange::DraftOf(opening_.subject, record));
  return "birth";
}

std::string Play::CloseCase() {
  if (model_.case_closed != absl::InfiniteFuture()) return "closed already";
  auto row =
      exchange::Stored<v1::CaseRow>(world_, Table::kCase, opening_.a_case);
  row.set_closed_at(absl::ToUnixSeconds(model_.now));
  exchange::Store(world_, Table::kCase, opening_.a_case, row);
  model_.case_closed = absl::FromUnixSeconds(row.closed_at());
  return "the case is closed";
}

std::string Play::Step() {
  const std::pair<int, std::string (Play::*)()> kinds[] = {
      {12, &Play::GrantSome},          {3, &Play::PreviewSome},
      {14, &Play::SupersedeSome},      {8, &Play::WithdrawSome},
      {20, &Play::WithdrawPartOfSome}, {15, &Play::NarrowSome},
      {5, &Play::AcknowledgeStop},     {19, &Play::PassTime},
      {3, &Play::GiveBirth},           {1, &Play::CloseCase}};
  int drawn = static_cast<int>(Below(100));
  for (const auto& [weight, kind] : kinds) {
    if (drawn < weight) return (this->*kind)();
    drawn -= weight;
  }
  return "nothing";
}

void Play::Compare(const std::string& what, bool may, bool shown,
                   std::vector<std::string>& differences) {
  if (may == shown) return;
  differences.push_back(absl::StrCat(
      what, shown ? ": is shown and must not be" : ": is not shown"));
}

std::vector<std::string> Play::Differences() {
  std::vector<std::string> differences;
  for (const v1::Purpose purpose : {v1::PURPOSE_INTAKE, v1::PURPOSE_SUPPORT}) {
    const std::string source =
        exchange::ReadMessage(world_, World::Nurse(), opening_.message, purpose)
            .response;
    const std::string at = absl::StrCat("source, purpose ", purpose);
    Compare(at + ", story", model_.MayRead(kMaternal, kStory, purpose),
            Holds(source, kStoryMark), differences);
    Compare(at + ", weeks", model_.MayRead(kMaternal, kWeeks, purpose),
            Holds(source, kWeeksMark), differences);
  }
  // A closed case is read until its access period ends.
  const bool open = model_.case_closed == absl::InfiniteFuture() ||
                    model_.now < exchange::EndOfAccess(model_.case_closed);
  const auto may_use = [&](const std::string& reader, v1::Category category) {
    return open &&
           model_.MayUse(0, kMaternal, reader, category, v1::PURPOSE_SUPPORT);
  };
  const std::string own =
      exchange::ReadCase(world_, World::Nurse(), opening_.a_case).response;
  Compare("copy, story", may_use(kMaternal, kStory), Holds(own, kStoryMark),
          differences);
  Compare("copy, weeks", may_use(kMaternal, kWeeks), Holds(own, kWeeksMark),
          differences);
  const std::string other =
      exchange::ReadCase(world_, World::Worker(), opening_.a_case).response;
  Compare("copy through the centre", may_use(kFamily, kStory),
          Holds(other, kSummaryMark), differences);
  for (size_t i = 0; i < names_.size(); ++i) {
    const v1::ConsentState state =
        exchange::ConsentAs(world_, World::Npo(), names_[i]).state();
    const v1::ConsentState expected = model_.StateOf(model_.consents[i]);
    if (state == expected) continue;
    differences.push_back(
        absl::StrCat("consent ", i, ": ", v1::ConsentState_Name(state),
                     " and not ", v1::ConsentState_Name(expected)));
  }
  return differences;
}

}  // namespace tasuki::consent_states
