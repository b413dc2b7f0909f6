#include "tests/property/policy/guarantees.h"

#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::policy {
namespace {

// One ground at one position, and what is promised there.
class Site {
 public:
  Site(const Space& space, const PositionClass& position, v1::BasisCode basis)
      : space_(space), position_(position), basis_(basis) {
    for (int c = 1; c <= v1::Category_MAX; ++c) {
      const auto category = static_cast<v1::Category>(c);
      AddFacts(NaiveEvaluator::CellOf(position.rules, basis, category), facts_);
    }
  }

  void Try(const v1::Guarantee& guarantee, Proof& proof) const {
    const CellRule promise = PromiseOf(guarantee);
    MatteringFacts facts = facts_;
    facts.known_true = facts.known_true | promise.facts;
    facts.known_false = facts.known_false | promise.negated;
    const std::vector<FactAttribute> attributes = AttributesOf(facts);
    const size_t both = BothWays(facts);
    FactWalk walk({attributes.begin(), attributes.begin() + both});
    const auto everywhere = [](const KnownFacts&, size_t) { return true; };
    walk.Go(both, everywhere, [&](const KnownFacts& both_ways) {
      KnownFacts known = both_ways;
      for (size_t i = both; i < attributes.size(); ++i) {
        SetState(attributes[i], 0, known);
      }
      if (promise.SomeKnownFalse(known)) return;
      ++proof.evaluated;
      TryUnder(known, guarantee, promise.level, proof);
    });
  }

  double Assignments() const {
    return FactWalk(AttributesOf(facts_)).assignments();
  }

 private:
  void TryUnder(const KnownFacts& known, const v1::Guarantee& guarantee,
                v1::Level at_most, Proof& proof) const {
    Situation situation = position_.example;
    Ground ground;
    ground.basis = basis_;
    situation.grounds = {ground};
    situation.facts = known;
    const LevelSet outcome = space_.policy().Evaluate(situation);
    for (const v1::Category category : outcome.existence().members()) {
      const v1::Level level = outcome.At(category);
      if (level > at_most && SpeaksOf(guarantee, basis_, category)) {
        proof.breaches.emplace(guarantee.id(),
                               Breach{&guarantee, situation, category, level});
        return;
      }
    }
  }

  const Space& space_;
  const PositionClass& position_;
  const v1::BasisCode basis_;
  MatteringFacts facts_;
};

bool SpeaksOfSome(const v1::Guarantee& guarantee, v1::BasisCode basis) {
  for (int c = 1; c <= v1::Category_MAX; ++c) {
    if (SpeaksOf(guarantee, basis, static_cast<v1::Category>(c))) return true;
  }
  return false;
}

std::string NamesOf(const FactSet& facts) {
  std::string names;
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    const auto fact = static_cast<v1::Fact>(i);
    if (facts.Contains(fact)) absl::StrAppend(&names, " ", ShortName(fact));
  }
  return names;
}

}  // namespace

Proof Prove(const Space& space) {
  Proof proof;
  std::set<std::tuple<uint32_t, v1::BasisCode, const v1::Guarantee*>> tried;
  std::set<std::pair<const v1::Guarantee*, v1::BasisCode>> speaks;
  for (const v1::Guarantee* guarantee : space.naive().guarantees()) {
    for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      if (SpeaksOfSome(*guarantee, basis)) speaks.emplace(guarantee, basis);
    }
  }
  for (const PositionClass& position : space.positions()) {
    for (int b = 1; b <= v1::BasisCode_MAX; ++b) {
      const auto basis = static_cast<v1::BasisCode>(b);
      const uint32_t opening =
          space.policy().OpeningNumber(position.example, basis);
      if (opening == 0) continue;
      const Site site(space, position, basis);
      const double situations =
          site.Assignments() * static_cast<double>(position.positions);
      for (const v1::Guarantee* guarantee : position.rules.guarantees) {
        if (!speaks.contains({guarantee, basis})) continue;
        proof.situations += situations;
        if (!tried.emplace(opening, basis, guarantee).second) continue;
        site.Try(*guarantee, proof);
      }
    }
  }
  return proof;
}

std::string Describe(const Space& space, const Breach& breach) {
  const Situation& s = breach.witness;
  std::string text = absl::StrCat(
      breach.guarantee->id(), ": ", breach.guarantee->sentence_ja(), "\n  ",
      breach.guarantee->sentence_en(), "\n  ", PlaceOf(s),
      "\n  true:", NamesOf(s.facts.known_true()),
      "\n  false:", NamesOf(s.facts.known_false()), "\n  ",
      ShortName(breach.category), ": ", ShortName(breach.level),
      ", promised at most ", breach.guarantee->at_most());
  for (const CategoryReason& reason : space.policy().Explain(s)) {
    if (reason.category == breach.category) {
      absl::StrAppend(&text, ", by ", reason.grant_id);
    }
  }
  return text;
}

}  // namespace tasuki::policy
