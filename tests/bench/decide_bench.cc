// One decision: the levels of all categories of one decision unit on two
// grounds. `p50_ns` is the median over batches of 64 decisions, each in another
// situation: what a gateway sees, not one situation over and over.
//
// Twice the same question is asked with few rules and with many, where the many
// have no say in it: ten rules against these ten and five thousand for other
// readers, and the shipped packs against these and five thousand more of every
// kind. Between the two pairs more is opened, and held back, by more rules.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/legal_reader.h"
#include "gateway/policy/policy.h"
#include "tests/property/policy/pack_files.h"

namespace tasuki::policy {
namespace {

using Random = std::mt19937_64;
using Clock = std::chrono::steady_clock;

double Nanoseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::nano>(duration).count();
}

template <typename Enum>
Enum AnyOf(Random& random, int last) {
  return static_cast<Enum>(random() % last + 1);
}

// The body for which the shipped packs have the most rules, and the holder from
// which it reads on the most grounds.
constexpr char kReader[] = "CGC";
constexpr char kHolder[] = "CITY_FS";

bool Names(const google::protobuf::RepeatedPtrField<std::string>& names,
           const std::string& one) {
  return std::find(names.begin(), names.end(), one) != names.end();
}

// Seven grants to one reader from one holder, and three ceilings.
v1::PolicyPack TenRules() {
  v1::PolicyPack pack = NationalBaseline();
  const auto keep = [](auto* rules, int count) {
    rules->DeleteSubrange(count, rules->size() - count);
  };
  const auto for_another = [](const v1::Grant& grant) {
    return !Names(grant.scope().readers(), kReader) ||
           !Names(grant.scope().holders(), kHolder);
  };
  auto& grants = *pack.mutable_grants();
  grants.erase(std::remove_if(grants.begin(), grants.end(), for_another),
               grants.end());
  keep(pack.mutable_grants(), 7);
  keep(pack.mutable_ceilings(), 3);
  return pack;
}

// Rules as more cities would write them: those of the shipped pack, each for
// one holder, for one purpose less, or under one more fact.
struct MoreRules {
  std::vector<v1::Grant> grants;
  std::vector<v1::Ceiling> ceilings;
};

v1::Grant OtherGrant(const v1::Grant& shipped, int number, Random& random) {
  v1::Grant grant = shipped;
  grant.set_id(absl::StrCat("GR-MORE-", number));
  v1::Scope& scope = *grant.mutable_scope();
  if (scope.holders_size() > 1) {
    const std::string holder = scope.holders(random() % scope.holders_size());
    scope.clear_holders();
    scope.add_holders(holder);
  }
  if (scope.purposes_size() > 1) scope.mutable_purposes()->RemoveLast();
  if (random() % 4 == 0) {
    grant.add_condition(
        v1::Fact_Name(AnyOf<v1::Fact>(random, v1::Fact_MAX)).substr(5));
  }
  return grant;
}

std::string AnyAudience(Random& random) {
  return v1::AudienceType_Name(
             AnyOf<v1::AudienceType>(random, v1::AudienceType_MAX))
      .substr(14);
}

MoreRules FiveThousand() {
  const v1::PolicyPack pack = NationalBaseline();
  MoreRules more;
  Random random(5000);
  for (int i = 0; i < 4'000; ++i) {
    more.grants.push_back(
        OtherGrant(pack.grants(random() % pack.grants_size()), i, random));
  }
  for (int i = 0; i < 1'000; ++i) {
    v1::Ceiling ceiling = pack.ceilings(random() % pack.ceilings_size());
    ceiling.set_id(absl::StrCat("CE-MORE-", i));
    if (ceiling.scope().holders().empty()) {
      ceiling.mutable_scope()->add_holders(AnyAudience(random));
    }
    more.ceilings.push_back(std::move(ceiling));
  }
  return more;
}

v1::PolicyPack With(v1::PolicyPack pack, const MoreRules& more) {
  pack.mutable_grants()->Add(more.grants.begin(), more.grants.end());
  pack.mutable_ceilings()->Add(more.ceilings.begin(), more.ceilings.end());
  return pack;
}

MoreRules ForOtherReaders(MoreRules more) {
  Random random(1);
  const auto other_reader = [&](v1::Scope& scope) {
    std::string reader;
    do reader = AnyAudience(random);
    while (reader == kReader);
    scope.clear_readers();
    scope.add_readers(reader);
  };
  for (v1::Grant& grant : more.grants) other_reader(*grant.mutable_scope());
  for (v1::Ceiling& one : more.ceilings) other_reader(*one.mutable_scope());
  return more;
}

KnownFacts UsualFacts(Random& random) {
  KnownFacts facts;
  for (int i = 1; i <= v1::Fact_MAX; ++i) {
    facts.Set(static_cast<v1::Fact>(i), false);
  }
  for (const v1::Fact fact :
       {v1::FACT_TEAM_CONFIRMED, v1::FACT_CONFIRMED, v1::FACT_PERSON_NAMED,
        v1::FACT_OBEYS_CONTACT_RULES, v1::FACT_REGISTERED,
        v1::FACT_BOTH_MEMBERS}) {
    facts.Set(fact, true);
  }
  // Something is unusual about most cases.
  for (int i = 0; i < 3; ++i) {
    const auto fact = AnyOf<v1::Fact>(random, v1::Fact_MAX);
    facts.Set(fact, !facts.known_true().Contains(fact));
  }
  return facts;
}

v1::AudienceType OneOf(
    const google::protobuf::RepeatedPtrField<std::string>& audiences,
    Random& random) {
  return *ParseAudience(
      audiences[static_cast<int>(random() % audiences.size())]);
}

// A situation in which both of two grounds meet grants of `pack`.
Situation AnySituation(const v1::PolicyPack& pack, const Policy& policy,
                       Random& random) {
  Situation s;
  while (true) {
    const v1::Scope& scope =
        pack.grants(static_cast<int>(random() % pack.grants_size())).scope();
    if (scope.readers().empty() || scope.holders().empty()) continue;
    s.reader = OneOf(scope.readers(), random);
    s.holder = OneOf(scope.holders(), random);
    s.role = AnyOf<v1::Role>(random, v1::Role_MAX);
    if (!IsLegalReader(s.reader, s.role)) continue;
    s.relation = AnyOf<v1::Relation>(random, v1::Relation_MAX);
    s.purpose = AnyOf<v1::Purpose>(random, v1::Purpose_MAX);
    s.case_class = AnyOf<v1::CaseClass>(random, v1::CaseClass_MAX);
    s.facts = UsualFacts(random);
    std::vector<Ground> open;
    for (int basis = 1; basis <= v1::BasisCode_MAX; ++basis) {
      Ground ground;
      ground.basis = static_cast<v1::BasisCode>(basis);
      s.grounds = {ground};
      if (!policy.Evaluate(s).empty()) open.push_back(ground);
    }
    if (open.size() < 2) continue;
    std::shuffle(open.begin(), open.end(), random);
    s.grounds.assign(open.begin(), open.begin() + 2);
    return s;
  }
}

constexpr size_t kBatch = 64;

// Decides by `pack` in situations in which two grounds open something by
// `asked`, a part of it.
void Decide(benchmark::State& state, const v1::PolicyPack& pack,
            const v1::PolicyPack& asked) {
  const auto begin = Clock::now();
  const auto policy = Compiled(pack);
  state.counters["compile_ms"] = Nanoseconds(Clock::now() - begin) / 1e6;
  const auto part = Compiled(asked);
  Random random(7);
  std::vector<Situation> situations;
  for (size_t i = 0; i < 16 * kBatch; ++i) {
    situations.push_back(AnySituation(asked, *part, random));
  }
  std::vector<double> batches;
  size_t next = 0;
  for (auto _ : state) {
    const auto start = Clock::now();
    for (size_t i = 0; i < kBatch; ++i) {
      LevelSet outcome = policy->Evaluate(situations[next + i]);
      benchmark::DoNotOptimize(outcome);
    }
    batches.push_back(Nanoseconds(Clock::now() - start) / kBatch);
    next = (next + kBatch) % situations.size();
  }
  const auto middle = batches.begin() + batches.size() / 2;
  std::nth_element(batches.begin(), middle, batches.end());
  state.SetItemsProcessed(state.iterations() * kBatch);
  state.counters["p50_ns"] = *middle;
  state.counters["rules"] = pack.grants_size() + pack.ceilings_size();
  state.counters["bytes"] = static_cast<double>(policy->SizeInBytes());
}

BENCHMARK_CAPTURE(Decide, ten_rules, TenRules(), TenRules());
BENCHMARK_CAPTURE(Decide, ten_rules_and_five_thousand,
                  With(TenRules(), ForOtherReaders(FiveThousand())),
                  TenRules());
BENCHMARK_CAPTURE(Decide, shipped, NationalBaseline(), NationalBaseline());
BENCHMARK_CAPTURE(Decide, shipped_and_five_thousand,
                  With(NationalBaseline(), FiveThousand()), NationalBaseline());

}  // namespace
}  // namespace tasuki::policy

BENCHMARK_MAIN();
