#include "gateway/audit/leaf.h"

#include <set>

#include "gateway/crypto/sealing.h"
#include "tests/gateway/audit/mutations.h"
#include "tests/status_matchers.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;

std::string Flipped(std::string bytes, size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  return bytes;
}

TEST(LeafBuilderTest, EachGroupOpensWithItsOwnSecretAndNoOther) {
  const LeafBuilder leaf;
  for (const Group group : kAllGroups) {
    const SealedGroup sealed = leaf.Seal(group, "value");
    for (const Group other : kAllGroups) {
      const SealedGroup beside = leaf.Seal(other, "value");
      const auto value =
          OpenGroup(group, sealed.body, sealed.digest, beside.secret);
      if (other == group) {
        ASSERT_THAT(value, IsOk());
        EXPECT_EQ(*value, "value");
      } else {
        EXPECT_THAT(value, StatusIs(StatusCode::kDataLoss));
        EXPECT_THAT(OpenGroup(other, sealed.body, sealed.digest, sealed.secret),
                    StatusIs(StatusCode::kDataLoss));
      }
    }
  }
}

TEST(LeafBuilderTest, AnyChangedBitOfBodyDigestOrSecretDoesNotOpen) {
  const SealedGroup sealed = LeafBuilder().Seal(Group::kOffice, "value");
  const std::string secret(sealed.secret.Reveal());
  for (size_t bit = 0; bit < sealed.body.size() * 8; ++bit) {
    EXPECT_THAT(OpenGroup(Group::kOffice, Flipped(sealed.body, bit),
                          sealed.digest, sealed.secret),
                StatusIs(StatusCode::kDataLoss));
  }
  for (size_t bit = 0; bit < sealed.digest.size() * 8; ++bit) {
    EXPECT_THAT(OpenGroup(Group::kOffice, sealed.body,
                          Flipped(sealed.digest, bit), sealed.secret),
                StatusIs(StatusCode::kDataLoss));
  }
  for (size_t bit = 0; bit < secret.size() * 8; ++bit) {
    EXPECT_THAT(OpenGroup(Group::kOffice, sealed.body, sealed.digest,
                          crypto::Secret(Flipped(secret, bit))),
                StatusIs(StatusCode::kDataLoss));
  }
  for (const std::string& other :
       {std::string(), secret + "x", secret.substr(0, 63)}) {
    EXPECT_THAT(OpenGroup(Group::kOffice, sealed.body, sealed.digest,
                          crypto::Secret(other)),
                StatusIs(StatusCode::kDataLoss));
  }
}

TEST(LeafBuilderTest, TheSameValueInTwoLeavesHasNothingInCommon) {
  const SealedGroup one = LeafBuilder().Seal(Group::kOffice, "value");
  const SealedGroup two = LeafBuilder().Seal(Group::kOffice, "value");
  EXPECT_NE(one.digest, two.digest);
  EXPECT_NE(one.body, two.body);
  EXPECT_NE(one.secret.Reveal().substr(0, 32),
            two.secret.Reveal().substr(0, 32));
  EXPECT_NE(one.secret.Reveal().substr(32), two.secret.Reveal().substr(32));
}

TEST(LeafBuilderTest, TheOpeningSecretWrapsUnderAKey) {
  const SealedGroup sealed = LeafBuilder().Seal(Group::kVector, "");
  const crypto::Secret key = crypto::NewKey();
  const auto secret =
      crypto::UnwrapKey(key, crypto::WrapKey(key, sealed.secret));
  ASSERT_THAT(secret, IsOk());
  EXPECT_THAT(OpenGroup(Group::kVector, sealed.body, sealed.digest, *secret),
              IsOk());
}

TEST(LeafDataTest, DependsOnEveryDigestAndItsPlace) {
  const std::array<std::string, kGroups> digests = {
      std::string(32, '1'), std::string(32, '2'), std::string(32, '3'),
      std::string(32, '4')};
  const std::string data = LeafData(digests);
  std::set<std::string> seen = {data};
  for (size_t g = 0; g < kGroups; ++g) {
    auto changed = digests;
    changed[g] = Flipped(changed[g], 255);
    EXPECT_TRUE(seen.insert(LeafData(changed)).second);
    auto swapped = digests;
    std::swap(swapped[g], swapped[(g + 1) % kGroups]);
    EXPECT_TRUE(seen.insert(LeafData(swapped)).second);
  }
}

TEST(PaddingLeafDataTest, LooksLikeAnyLeafAndIsNeverTheSame) {
  const std::string padding = PaddingLeafData();
  const std::string data =
      LeafData({std::string(32, '1'), std::string(32, '2'),
                std::string(32, '3'), std::string(32, '4')});
  EXPECT_EQ(padding.size(), data.size());
  EXPECT_EQ(padding[0], data[0]);
  EXPECT_NE(padding, PaddingLeafData());
}

// Group 1 and 4 open, the others hidden.
std::array<DisclosedGroup, kGroups> SomeGroups() {
  std::array<DisclosedGroup, kGroups> groups;
  groups[0].salt = std::string(32, 's');
  groups[0].value = "value";
  groups[1].digest = std::string(32, 'd');
  groups[2].digest = std::string(32, '\0');
  groups[3].salt = std::string(32, '\0');
  return groups;
}

TEST(OpeningsTest, ComeBackAsTheyWere) {
  const auto groups = SomeGroups();
  const std::string extra = EncodeOpenings(groups);
  EXPECT_EQ(extra.size(), 1u + 4 + 32 * 4 + 4 + 5 + 4);
  const auto decoded = DecodeOpenings(extra);
  ASSERT_THAT(decoded, IsOk());
  for (size_t g = 0; g < kGroups; ++g) {
    EXPECT_EQ((*decoded)[g].digest, groups[g].digest);
    EXPECT_EQ((*decoded)[g].salt, groups[g].salt);
    EXPECT_EQ((*decoded)[g].value, groups[g].value);
  }
  EXPECT_EQ(LeafDataOf(*decoded), LeafDataOf(groups));
}

TEST(OpeningsTest, AnyOtherBytesAreRefusedOrGiveAnotherLeaf) {
  const std::string extra = EncodeOpenings(SomeGroups());
  const std::string leaf = LeafDataOf(SomeGroups());
  ExpectEveryMutationRefused(extra, [&](const auto& bytes) {
    const auto groups = DecodeOpenings(bytes);
    if (!groups.ok()) return groups.status();
    return LeafDataOf(*groups) == leaf
               ? absl::OkStatus()
               : absl::InvalidArgumentError("another leaf");
  });
}

TEST(OpeningsTest, BytesThatDoNotAddUpAreRefused) {
  const std::string extra = EncodeOpenings(SomeGroups());
  for (size_t size = 0; size < extra.size(); ++size) {
    EXPECT_THAT(DecodeOpenings(extra.substr(0, size)),
                StatusIs(StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(DecodeOpenings(extra + '\0'),
              StatusIs(StatusCode::kInvalidArgument));
  std::string version = extra, mode = extra, length = extra;
  version[0] = 2;
  mode[1] = 2;
  length[34] = '\xFF';
  for (const std::string& bytes : {version, mode, length}) {
    EXPECT_THAT(DecodeOpenings(bytes), StatusIs(StatusCode::kInvalidArgument));
  }
}

TEST(LeafDataOfTest, IsTheSameWhicheverGroupsAreOpen) {
  const LeafBuilder leaf;
  std::array<std::string, kGroups> digests;
  std::array<SealedGroup, kGroups> sealed;
  for (const Group group : kAllGroups) {
    const size_t i = static_cast<size_t>(group) - 1;
    sealed[i] = leaf.Seal(group, "value");
    digests[i] = sealed[i].digest;
  }
  for (size_t open = 0; open < 16; ++open) {
    std::array<DisclosedGroup, kGroups> groups;
    for (size_t i = 0; i < kGroups; ++i) {
      if ((open >> i & 1) == 0) {
        groups[i].digest = digests[i];
      } else {
        groups[i].salt = std::string(sealed[i].secret.Reveal().substr(0, 32));
        groups[i].value = "value";
      }
    }
    EXPECT_EQ(LeafDataOf(groups), LeafData(digests)) << open;
  }
}

}  // namespace
}  // namespace tasuki::audit
