#include "gateway/crypto/sealing.h"

#include <openssl/err.h>

#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::crypto {
namespace {

using absl::StatusCode;

Secret HexSecret(absl::string_view hex) { return Secret(Hex(hex)); }

constexpr absl::string_view kCountingKey =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

TEST(SealTest, OpensWithTheSameKeyAndPlace) {
  const Secret key = NewKey();
  for (const std::string& text :
       {std::string(), std::string("a"), std::string(100'000, '\xE3')}) {
    const auto opened = Open(key, "place", Seal(key, "place", text));
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(*opened, text);
  }
}

TEST(SealTest, AnotherKeyOrPlaceDoesNotOpen) {
  const Secret key = NewKey();
  const std::string sealed = Seal(key, "place", "text");
  EXPECT_THAT(Open(NewKey(), "place", sealed), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(Open(key, "elsewhere", sealed), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(Open(key, "", sealed), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(Open(Secret("short"), "place", sealed),
              StatusIs(StatusCode::kDataLoss));
}

TEST(SealTest, AnyChangedBitOrMissingByteDoesNotOpen) {
  const Secret key = NewKey();
  const std::string sealed = Seal(key, "place", "text");
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_THAT(Open(key, "place", changed), StatusIs(StatusCode::kDataLoss));
  }
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_THAT(Open(key, "place", sealed.substr(0, size)),
                StatusIs(StatusCode::kDataLoss));
  }
}

TEST(SealTest, TheSameTextIsNeverSealedAlike) {
  const Secret key = NewKey();
  EXPECT_NE(Seal(key, "place", "text"), Seal(key, "place", "text"));
}

TEST(SealTest, OpensWhatWycheproofSealed) {
  int tests = 0;
  const auto file = ReadJson("wycheproof/aes_gcm_test.json");
  for (const auto& group : file["testGroups"]) {
    if (group["keySize"] != 256 || group["ivSize"] != 96) continue;
    for (const auto& test : group["tests"]) {
      const auto opened =
          Open(Secret(Hex(test["key"])), Hex(test["aad"]),
               Hex(test["iv"]) + Hex(test["ct"]) + Hex(test["tag"]));
      if (test["result"] == "valid") {
        ASSERT_THAT(opened, IsOk()) << test["tcId"];
        EXPECT_EQ(*opened, Hex(test["msg"])) << test["tcId"];
      } else {
        EXPECT_THAT(opened, StatusIs(StatusCode::kDataLoss)) << test["tcId"];
      }
      ++tests;
    }
  }
  EXPECT_EQ(tests, 38);
}

// Test cases 13 and 14 of the GCM specification: zero key, zero nonce.
TEST(SealOnceTest, GivesTheBytesOfTheGcmSpecification) {
  const Secret zeros(std::string(32, '\0'));
  const std::string empty = Hex("530f8afbc74536b9a963b4f1c4cb738b");
  const std::string block =
      Hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
  EXPECT_EQ(SealOnce(zeros, ""), empty);
  EXPECT_EQ(SealOnce(zeros, std::string(16, '\0')), block);
  const auto opened = OpenOnce(zeros, block);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(*opened, std::string(16, '\0'));
}

TEST(SealOnceTest, AnotherKeyOrAChangedByteDoesNotOpen) {
  const Secret key = NewKey();
  std::string sealed = SealOnce(key, "text");
  EXPECT_THAT(OpenOnce(NewKey(), sealed), StatusIs(StatusCode::kDataLoss));
  sealed[0] = static_cast<char>(sealed[0] ^ 1);
  EXPECT_THAT(OpenOnce(key, sealed), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(OpenOnce(key, ""), StatusIs(StatusCode::kDataLoss));
}

// RFC 3394 sections 4.3 and 4.6.
TEST(WrapKeyTest, GivesTheBytesOfRfc3394) {
  const Secret key = HexSecret(kCountingKey);
  constexpr struct {
    absl::string_view secret, wrapped;
  } kCases[] = {
      {"00112233445566778899aabbccddeeff",
       "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7"},
      {"00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
       "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9"
       "b7a02dd21"},
  };
  for (const auto& [secret, wrapped] : kCases) {
    EXPECT_EQ(WrapKey(key, HexSecret(secret)), Hex(wrapped));
    const auto unwrapped = UnwrapKey(key, Hex(wrapped));
    ASSERT_THAT(unwrapped, IsOk());
    EXPECT_EQ(unwrapped->Reveal(), Hex(secret));
  }
}

TEST(WrapKeyTest, ManyTogetherAreWrappedAsEachAlone) {
  const Secret key = NewKey();
  std::vector<Secret> secrets;
  std::vector<const Secret*> all;
  for (char byte = 0; byte < 70; ++byte) {
    secrets.push_back(Secret(std::string(64, byte)));
  }
  for (const Secret& secret : secrets) all.push_back(&secret);
  const std::vector<std::string> wrapped = WrapKeys(key, all);
  ASSERT_EQ(wrapped.size(), secrets.size());
  for (size_t i = 0; i < wrapped.size(); ++i) {
    EXPECT_EQ(wrapped[i], WrapKey(key, secrets[i]));
    EXPECT_EQ(UnwrapKey(key, wrapped[i])->Reveal(), secrets[i].Reveal());
  }
  EXPECT_TRUE(WrapKeys(key, {}).empty());
}

TEST(WrapKeyTest, AnyChangedBitOrLengthDoesNotUnwrap) {
  const Secret key = NewKey();
  const std::string wrapped = WrapKey(key, Secret(std::string(64, 's')));
  EXPECT_EQ(wrapped.size(), 72u);
  for (size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    std::string changed = wrapped;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_THAT(UnwrapKey(key, changed), StatusIs(StatusCode::kDataLoss));
  }
  for (size_t size = 0; size < wrapped.size(); ++size) {
    EXPECT_THAT(UnwrapKey(key, wrapped.substr(0, size)),
                StatusIs(StatusCode::kDataLoss));
  }
  EXPECT_THAT(UnwrapKey(NewKey(), wrapped), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(UnwrapKey(Secret("short"), wrapped),
              StatusIs(StatusCode::kDataLoss));
  EXPECT_EQ(ERR_peek_error(), 0u);
}

TEST(SealDeathTest, AKeyOfTheWrongSizeEndsTheProcess) {
  EXPECT_DEATH(Seal(Secret("short"), "", "text"), "CHECK failed");
  EXPECT_DEATH(WrapKey(NewKey(), Secret("12345678")), "CHECK failed");
}

}  // namespace
}  // namespace tasuki::crypto
