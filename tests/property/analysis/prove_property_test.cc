#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "gateway/analysis/facts.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/prove.h"
#include "gateway/model/vocabulary.h"
#include "tests/policy_packs.h"
#include "tests/property/analysis/generated_packs.h"
#include "tests/property/policy/naive_evaluator.h"

namespace tasuki::analysis {
namespace {

using policy::Levels;
using policy::NaiveEvaluator;
using policy::Situation;

uint64_t BitOf(const Situation& s) {
  for (size_t i = 0; i < LegalReaders().size(); ++i) {
    if (LegalReaders()[i].audience == s.reader &&
        LegalReaders()[i].role == s.role) {
      return uint64_t{1} << i;
    }
  }
  return 0;
}

struct Sides {
  Levels if_true, if_false;
};

Sides FlippedIn(const NaiveEvaluator& naive, Situation s, v1::Fact fact) {
  Sides sides;
  s.facts.Set(fact, true);
  sides.if_true = naive.Evaluate(s);
  s.facts.Set(fact, false);
  sides.if_false = naive.Evaluate(s);
  return sides;
}

// Some other category tells, and the fact's own is withheld on one side.
bool Infers(const Sides& sides, v1::Category own, v1::BasisCode basis) {
  const bool withheld = sides.if_true[own] == v1::LEVEL_WITHHELD ||
                        sides.if_false[own] == v1::LEVEL_WITHHELD;
  if (!withheld && basis != v1::BASIS_CODE_CONSENT) return false;
  for (int c = 1; c <= v1::Category_MAX; ++c) {
    if (c != own && sides.if_true[c] != sides.if_false[c]) return true;
  }
  return false;
}

// What is found by flipping facts of drawn situations is on the list.
uint64_t ExpectListed(const v1::PolicyPack& pack, const Proof& proof,
                      Random& random, int situations) {
  std::map<v1::Fact, uint64_t> listed;
  for (const FlowProof& flow : proof.flows) listed[flow.fact] = flow.readers;
  const NaiveEvaluator naive({pack});
  uint64_t found = 0;
  for (int i = 0; i < situations; ++i) {
    const Situation s = SituationNear(pack, random);
    const auto fact = static_cast<v1::Fact>(1 + random() % v1::Fact_MAX);
    const FactEntry& entry = EntryOf(fact);
    if (entry.origin != FactOrigin::kCategory) continue;
    if (!Infers(FlippedIn(naive, s, fact), entry.category,
                s.grounds[0].basis)) {
      continue;
    }
    ++found;
    EXPECT_NE(listed[fact] & BitOf(s), 0u)
        << ShortName(fact) << " by " << ShortName(s.reader) << "/"
        << ShortName(s.role);
  }
  return found;
}

void ExpectWitnessesToTell(const v1::PolicyPack& pack, const Proof& proof) {
  const NaiveEvaluator naive({pack});
  for (const FlowProof& flow : proof.flows) {
    const Sides sides = FlippedIn(naive, flow.witness, flow.fact);
    EXPECT_EQ(sides.if_true[flow.shows], flow.if_true) << ShortName(flow.fact);
    EXPECT_EQ(sides.if_false[flow.shows], flow.if_false)
        << ShortName(flow.fact);
    EXPECT_NE(flow.if_true, flow.if_false);
    EXPECT_TRUE(Infers(sides, flow.own, flow.witness.grounds[0].basis))
        << ShortName(flow.fact);
  }
}

TEST(ProvePropertyTest, WhatCanBeInferredIsListedAndNothingElse) {
  Random random(RandomSeed());
  uint64_t found = 0;
  for (int i = 0; i < 40; ++i) {
    const v1::PolicyPack pack = GeneratedPack(random);
    const auto proof = Prove({pack});
    ASSERT_TRUE(proof.ok());
    found += ExpectListed(pack, *proof, random, 400);
    ExpectWitnessesToTell(pack, *proof);
    ASSERT_FALSE(HasFailure()) << "pack " << i;
  }
  std::cout << found << " inferences found by flipping\n";
  EXPECT_GT(found, 50u);
}

TEST(ProvePropertyTest, TheListOfTheShippedPacksIsThatOfFlippingFacts) {
  Random random(RandomSeed());
  const v1::PolicyPack pack = ShippedPack();
  const auto proof = Prove({pack});
  ASSERT_TRUE(proof.ok());
  EXPECT_GT(ExpectListed(pack, *proof, random, 3'000), 20u);
  ExpectWitnessesToTell(pack, *proof);
}

// A guarantee that holds is kept by every drawn situation; one that does not
// has a witness that breaks it.
TEST(ProvePropertyTest, GuaranteesHoldOrTheirWitnessBreaksThem) {
  Random random(RandomSeed());
  int held = 0, broken = 0;
  const v1::PolicyPack shipped = ShippedPack();
  for (int i = 0; i < 60; ++i) {
    v1::PolicyPack pack = GeneratedPack(random);
    *pack.mutable_guarantees() = shipped.guarantees();
    const auto proof = Prove({pack});
    ASSERT_TRUE(proof.ok());
    const NaiveEvaluator naive({pack});
    for (const GuaranteeProof& one : proof->guarantees) {
      if (!one.breach.has_value()) continue;
      ++broken;
      EXPECT_EQ(naive.Evaluate(one.breach->witness)[one.breach->category],
                one.breach->level)
          << one.id;
      EXPECT_GT(one.breach->level, one.at_most);
      const auto rules = naive.RulesInScope(one.breach->witness);
      EXPECT_TRUE(std::any_of(rules.guarantees.begin(), rules.guarantees.end(),
                              [&](const v1::Guarantee* guarantee) {
                                return guarantee->id() == one.id;
                              }))
          << one.id;
    }
    for (int j = 0; j < 200; ++j) {
      const Situation s = SituationNear(pack, random);
      const Levels levels = naive.Evaluate(s);
      for (const v1::Guarantee* guarantee : naive.RulesInScope(s).guarantees) {
        const policy::CellRule promise = policy::PromiseOf(*guarantee);
        if (promise.SomeKnownFalse(s.facts)) continue;
        for (int c = 1; c <= v1::Category_MAX; ++c) {
          const auto category = static_cast<v1::Category>(c);
          if (levels[c] <= promise.level ||
              !policy::SpeaksOf(*guarantee, s.grounds[0].basis, category)) {
            continue;
          }
          const auto proved =
              std::find_if(proof->guarantees.begin(), proof->guarantees.end(),
                           [&](const GuaranteeProof& one) {
                             return one.id == guarantee->id();
                           });
          EXPECT_TRUE(proved->breach.has_value()) << guarantee->id();
        }
      }
    }
    for (const GuaranteeProof& one : proof->guarantees) {
      held += one.breach.has_value() ? 0 : 1;
    }
    ASSERT_FALSE(HasFailure()) << "pack " << i;
  }
  std::cout << held << " guarantees hold, " << broken << " are broken\n";
  EXPECT_GT(broken, 10);
}

// A flow that nothing accepts any more stops the pack, and one too many is
// told.
TEST(ProvePropertyTest, AFlowIsOpenAsSoonAsNothingAcceptsIt) {
  v1::PolicyPack pack = ShippedPack();
  v1::AcceptedFlow dropped = pack.accepted_flows(0);
  pack.mutable_accepted_flows()->DeleteSubrange(0, 1);
  const auto proof = Prove({pack});
  ASSERT_TRUE(proof.ok());
  EXPECT_FALSE(proof->Holds());
  int open = 0;
  for (const FlowProof& flow : proof->flows) {
    if (flow.open == 0) continue;
    ++open;
    EXPECT_NE(std::find(dropped.facts().begin(), dropped.facts().end(),
                        ShortName(flow.fact)),
              dropped.facts().end());
  }
  EXPECT_EQ(open, dropped.facts_size());

  v1::PolicyPack more = ShippedPack();
  v1::AcceptedFlow& idle = *more.add_accepted_flows();
  idle.set_id("AF-NEW");
  idle.set_citation("none");
  idle.add_facts("OWN_REPORT");
  const auto with_idle = Prove({more});
  ASSERT_TRUE(with_idle.ok());
  EXPECT_TRUE(with_idle->Holds());
  ASSERT_EQ(with_idle->idle.size(), 1u);
  EXPECT_EQ(with_idle->idle[0].id, "AF-NEW");
}

}  // namespace
}  // namespace tasuki::analysis
