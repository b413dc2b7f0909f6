// The compiled tables decide as the rules say, one by one, also for packs that
// nobody wrote; and faults as an engine could have them are noticed.
#include "tests/property/analysis/generated_packs.h"

#include <gtest/gtest.h>

#include <functional>
#include <iostream>

#include "gateway/model/vocabulary.h"
#include "gateway/policy/policy.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::analysis {
namespace {

using policy::Ground;
using policy::Levels;
using policy::NaiveEvaluator;
using policy::Policy;
using policy::Situation;

using Evaluate = std::function<LevelSet(const Situation&)>;

// A situation near the pack's grants, some with a second ground and masks.
Situation AnySituation(const v1::PolicyPack& pack, Random& random) {
  Situation s = SituationNear(pack, random);
  if (random() % 3 == 0) {
    s.grounds.push_back(SituationNear(pack, random).grounds[0]);
  }
  for (Ground& ground : s.grounds) ground.mask = policy::RandomMask(random);
  return s;
}

std::shared_ptr<const Policy> Compiled(const v1::PolicyPack& pack) {
  const auto policy = Policy::Compile({pack});
  EXPECT_TRUE(policy.ok()) << policy.status();
  return *policy;
}

bool Agree(const LevelSet& outcome, const Levels& expected) {
  for (int c = 1; c <= v1::Category_MAX; ++c) {
    if (outcome.At(static_cast<v1::Category>(c)) != expected[c]) return false;
  }
  return true;
}

TEST(GeneratedPacksTest, TableAndRulesAgreeOnAThousandPacks) {
  Random random(RandomSeed());
  uint64_t open = 0, situations = 0;
  for (int i = 0; i < 1'000; ++i) {
    const v1::PolicyPack pack = GeneratedPack(random);
    const auto policy = Compiled(pack);
    const NaiveEvaluator naive({pack});
    for (int j = 0; j < 20; ++j) {
      const Situation s = AnySituation(pack, random);
      const LevelSet outcome = policy->Evaluate(s);
      open += outcome.empty() ? 0 : 1;
      ++situations;
      ASSERT_TRUE(Agree(outcome, naive.Evaluate(s))) << "pack " << i;
    }
  }
  std::cout << situations << " situations, " << open << " open something\n";
  EXPECT_GT(open, situations / 5);
}

TEST(GeneratedPacksTest, NothingWidensWhereLessIsKnownOrLessHolds) {
  Random random(RandomSeed());
  uint64_t narrowed = 0;
  for (int i = 0; i < 200; ++i) {
    const v1::PolicyPack pack = GeneratedPack(random);
    const auto policy = Compiled(pack);
    v1::PolicyPack limited = pack;
    const v1::PolicyPack others = GeneratedPack(random);
    for (const v1::Ceiling& ceiling : others.ceilings()) {
      *limited.add_ceilings() = ceiling;
      limited.mutable_ceilings()->rbegin()->set_id("CE-MORE-" + ceiling.id());
    }
    const auto narrower = Compiled(limited);
    for (int j = 0; j < 20; ++j) {
      const Situation s = AnySituation(pack, random);
      const LevelSet outcome = policy->Evaluate(s);
      const auto never_wider = [&](const Policy& decides,
                                   const Situation& less) {
        const LevelSet left = decides.Evaluate(less);
        narrowed += left == outcome ? 0 : 1;
        return left.AtMost(outcome);
      };
      ASSERT_TRUE(never_wider(*narrower, s));
      for (int f = 1; f <= v1::Fact_MAX; ++f) {
        Situation hidden = s;
        hidden.facts.Hide(static_cast<v1::Fact>(f));
        ASSERT_TRUE(never_wider(*policy, hidden)) << f;
      }
      Situation less = s;
      less.grounds.pop_back();
      ASSERT_TRUE(never_wider(*policy, less));
      less = s;
      less.purpose = v1::PURPOSE_UNSPECIFIED;
      ASSERT_TRUE(never_wider(*policy, less));
      less = s;
      less.relation = v1::RELATION_UNSPECIFIED;
      ASSERT_TRUE(never_wider(*policy, less));
      less = s;
      less.holder = v1::AUDIENCE_TYPE_UNSPECIFIED;
      ASSERT_TRUE(never_wider(*policy, less));
    }
  }
  EXPECT_GT(narrowed, 1'000u);
}

// A fault: how an engine that has it decides by the pack.
struct Fault {
  const char* name;
  std::function<Evaluate(const v1::PolicyPack&)> engine;
};

Evaluate ByPack(v1::PolicyPack pack,
                const std::function<void(v1::Ceiling&)>& change) {
  for (v1::Ceiling& ceiling : *pack.mutable_ceilings()) change(ceiling);
  return [policy = Compiled(pack)](const Situation& s) {
    return policy->Evaluate(s);
  };
}

Evaluate BySituation(const v1::PolicyPack& pack,
                     const std::function<void(Situation&)>& change) {
  return [policy = Compiled(pack), change](Situation s) {
    change(s);
    return policy->Evaluate(s);
  };
}

std::vector<Fault> Faults() {
  return {
      {"limits yield to nothing",
       [](const auto& pack) {
         return ByPack(pack, [](auto& ceiling) { ceiling.clear_yields_to(); });
       }},
      {"exceptions are forgotten",
       [](const auto& pack) {
         return ByPack(pack, [](auto& ceiling) { ceiling.clear_except(); });
       }},
      {"of a condition the first fact counts",
       [](const auto& pack) {
         return ByPack(pack, [](auto& ceiling) {
           while (ceiling.condition_size() > 1) {
             ceiling.mutable_condition()->RemoveLast();
           }
         });
       }},
      {"negations are not seen",
       [](const auto& pack) {
         return ByPack(pack, [](auto& ceiling) {
           for (std::string& fact : *ceiling.mutable_condition()) {
             if (fact[0] == '!') fact.erase(0, 1);
           }
           // Joined by and, a fact and its negation would not compile.
           while (ceiling.condition_size() > 1) {
             ceiling.mutable_condition()->RemoveLast();
           }
         });
       }},
      {"the holder is limited like any other",
       [](const auto& pack) {
         return ByPack(pack, [](auto& ceiling) {
           ceiling.set_reader_is_not_holder(false);
         });
       }},
      {"what is unknown counts as false",
       [](const auto& pack) {
         return BySituation(pack, [](Situation& s) {
           for (int f = 1; f <= v1::Fact_MAX; ++f) {
             const auto fact = static_cast<v1::Fact>(f);
             if (!s.facts.known_true().Contains(fact)) s.facts.Set(fact, false);
           }
         });
       }},
      {"masks are not applied",
       [](const auto& pack) {
         return BySituation(pack, [](Situation& s) {
           for (Ground& ground : s.grounds) ground.mask = LevelSet::Full();
         });
       }},
      {"the first ground alone decides",
       [](const auto& pack) {
         return BySituation(pack, [](Situation& s) { s.grounds.resize(1); });
       }},
      {"the last rule is lost",
       [](v1::PolicyPack pack) {
         pack.mutable_grants()->RemoveLast();
         return ByPack(pack, [](auto&) {});
       }},
      {"reduced is taken for full",
       [](const auto& pack) {
         return Evaluate([policy = Compiled(pack)](const Situation& s) {
           const LevelSet outcome = policy->Evaluate(s);
           return outcome.Join(LevelSet::Of(outcome.reduced(), v1::LEVEL_FULL));
         });
       }},
  };
}

TEST(GeneratedPacksTest, FaultsAsAnEngineCouldHaveThemAreNoticed) {
  for (const Fault& fault : Faults()) {
    Random random(RandomSeed());
    int packs = 0;
    bool noticed = false;
    while (!noticed && packs < 200) {
      ++packs;
      const v1::PolicyPack pack = GeneratedPack(random);
      const Evaluate evaluate = fault.engine(pack);
      const NaiveEvaluator naive({pack});
      for (int j = 0; j < 40 && !noticed; ++j) {
        const Situation s = AnySituation(pack, random);
        noticed = !Agree(evaluate(s), naive.Evaluate(s));
      }
    }
    EXPECT_TRUE(noticed) << fault.name;
    std::cout << fault.name << ": noticed in pack " << packs << "\n";
  }
}

}  // namespace
}  // namespace tasuki::analysis
