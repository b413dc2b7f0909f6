#include "gateway/crypto/ed25519.h"

#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::crypto {
namespace {

// RFC 8032 section 7.1, tests 1 to 3.
constexpr struct {
  absl::string_view seed, public_key, message, signature;
} kRfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
     "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e4"
     "3e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b53"
     "8d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Ed25519Test, SignsAsRfc8032) {
  for (const auto& test : kRfc8032) {
    const auto key = Ed25519Key::FromSeed(Secret(Hex(test.seed)));
    ASSERT_THAT(key, IsOk());
    EXPECT_EQ(key->public_key(), Hex(test.public_key));
    EXPECT_EQ(key->Sign(Hex(test.message)), Hex(test.signature));
    EXPECT_TRUE(VerifyEd25519(key->public_key(), Hex(test.message),
                              Hex(test.signature)));
  }
}

TEST(Ed25519Test, AgreesWithWycheproof) {
  int tests = 0;
  const auto file = ReadJson("wycheproof/ed25519_test.json");
  for (const auto& group : file["testGroups"]) {
    const std::string key = Hex(group["publicKey"]["pk"]);
    for (const auto& test : group["tests"]) {
      EXPECT_EQ(VerifyEd25519(key, Hex(test["msg"]), Hex(test["sig"])),
                test["result"] == "valid")
          << test["tcId"];
      ++tests;
    }
  }
  EXPECT_EQ(tests, 91);
}

TEST(Ed25519Test, AnyChangedBitBreaksASignature) {
  const Ed25519Key key = Ed25519Key::Generate();
  const std::string message = "message", signature = key.Sign(message);
  const auto flipped = [](std::string bytes, size_t bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    return bytes;
  };
  for (size_t bit = 0; bit < signature.size() * 8; ++bit) {
    EXPECT_FALSE(
        VerifyEd25519(key.public_key(), message, flipped(signature, bit)));
  }
  for (size_t bit = 0; bit < message.size() * 8; ++bit) {
    EXPECT_FALSE(
        VerifyEd25519(key.public_key(), flipped(message, bit), signature));
  }
  for (size_t bit = 0; bit < key.public_key().size() * 8; ++bit) {
    EXPECT_FALSE(
        VerifyEd25519(flipped(key.public_key(), bit), message, signature));
  }
}

TEST(Ed25519Test, KeysAndSignaturesOfAnotherLengthAreFalseNotAnError) {
  const Ed25519Key key = Ed25519Key::Generate();
  const std::string signature = key.Sign("message");
  EXPECT_FALSE(VerifyEd25519("", "message", signature));
  EXPECT_FALSE(VerifyEd25519(key.public_key(), "message", ""));
  EXPECT_FALSE(VerifyEd25519(key.public_key(), "message", signature + "x"));
  EXPECT_FALSE(VerifyEd25519(key.public_key() + "x", "message", signature));
}

TEST(Ed25519Test, ASeedOfAnotherLengthIsRefused) {
  EXPECT_THAT(Ed25519Key::FromSeed(Secret(std::string(31, 's'))),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Ed25519Key::FromSeed(Secret()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Ed25519Test, GeneratedKeysDifferAndComeBackFromTheirSeed) {
  const Ed25519Key one = Ed25519Key::Generate(), two = Ed25519Key::Generate();
  EXPECT_NE(one.public_key(), two.public_key());
  const auto again = Ed25519Key::FromSeed(one.seed());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->public_key(), one.public_key());
}

}  // namespace
}  // namespace tasuki::crypto
