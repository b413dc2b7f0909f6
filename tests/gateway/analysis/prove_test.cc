#include "gateway/analysis/prove.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "gateway/analysis/sentences.h"
#include "gateway/model/vocabulary.h"
#include "tests/gateway/analysis/pack_edits.h"

namespace tasuki::analysis {
namespace {

TEST(ProveTest, TheShippedPacksHold) {
  const auto proof = Prove({ShippedPack()});
  ASSERT_TRUE(proof.ok()) << proof.status();
  for (const GuaranteeProof& one : proof->guarantees) {
    EXPECT_FALSE(one.breach.has_value()) << one.id;
  }
  for (const FlowProof& flow : proof->flows) {
    EXPECT_EQ(flow.open, 0u)
        << ShortName(flow.fact) << " [" << ShortName(flow.own) << "] shows in "
        << ShortName(flow.shows) << " true " << ShortName(flow.if_true)
        << " false " << ShortName(flow.if_false) << " on "
        << ShortName(flow.witness.grounds[0].basis) << ": "
        << ReaderWords(flow.open, AllOf(Dimension::kReader)).en;
  }
  for (const IdleAcceptance& idle : proof->idle) {
    ADD_FAILURE() << idle.id << " accepts in vain " << ShortName(idle.fact);
  }
  EXPECT_TRUE(proof->Holds());
  std::cout << proof->places << " places, " << proof->situations
            << " situations\n";
}

}  // namespace
}  // namespace tasuki::analysis
