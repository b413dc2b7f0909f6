#include "gateway/model/officer_signature.h"

#include <functional>
#include <set>

#include "absl/strings/escaping.h"

namespace tasuki {
namespace {

std::string Bytes(char byte) { return std::string(32, byte); }

PolicyChangeParts Example() {
  return {.base_version = 7,
          .base_hash = Bytes(1),
          .candidate_hash = Bytes(2),
          .guarantees_hash = Bytes(3),
          .cases_hash = Bytes(4),
          .difference_hash = Bytes(5),
          .engine = "tasuki-policy/1",
          .inventory_hash = Bytes(6)};
}

// docs/formats/officer-signature.md.
TEST(OfficerSignatureTest, TheExampleOfTheManual) {
  EXPECT_EQ(absl::BytesToHexString(DigestOf(Example())),
            "e71a8af14f78e94263e89defe95ed1a47da57a763dd49d2ea39d56d34b2925cc");
}

TEST(OfficerSignatureTest, EveryPartIsSigned) {
  const std::vector<std::function<void(PolicyChangeParts&)>> changes = {
      [](auto& parts) { parts.base_version = 8; },
      [](auto& parts) { parts.base_hash = Bytes(9); },
      [](auto& parts) { parts.candidate_hash = Bytes(9); },
      [](auto& parts) { parts.guarantees_hash = Bytes(9); },
      [](auto& parts) { parts.cases_hash = Bytes(9); },
      [](auto& parts) { parts.difference_hash = Bytes(9); },
      [](auto& parts) { parts.engine = "tasuki-policy/2"; },
      [](auto& parts) { parts.inventory_hash = Bytes(9); },
      [](auto& parts) { std::swap(parts.base_hash, parts.candidate_hash); }};
  std::set<std::string> digests = {DigestOf(Example())};
  for (const auto& change : changes) {
    PolicyChangeParts parts = Example();
    change(parts);
    EXPECT_TRUE(digests.insert(DigestOf(parts)).second);
  }
}

TEST(OfficerSignatureTest, WhereAPartEndsIsSigned) {
  PolicyChangeParts one = Example(), other = Example();
  one.difference_hash += "x";
  other.engine = "x" + other.engine;
  EXPECT_NE(DigestOf(one), DigestOf(other));
}

TEST(OfficerSignatureTest, OldAndNewEntriesAreToldApart) {
  v1::DirectoryEntries none, one;
  one.add_persons()->set_id("p-1");
  EXPECT_NE(DigestOf(none, one), DigestOf(one, none));
}

TEST(OfficerSignatureTest, ASignatureIsOfOneStepAndOneDigest) {
  std::set<std::string> signed_bytes;
  for (const v1::ChangeStep step :
       {v1::CHANGE_STEP_SUBMIT, v1::CHANGE_STEP_APPROVE,
        v1::CHANGE_STEP_TIGHTEN}) {
    for (const char byte : {1, 2}) {
      EXPECT_TRUE(signed_bytes.insert(SignedBytes(step, Bytes(byte))).second);
    }
  }
}

}  // namespace
}  // namespace tasuki
