#include "gateway/crypto/digest.h"

#include "tests/vectors.h"

namespace tasuki::crypto {
namespace {

TEST(Sha256Test, GivesTheDigestsOfFips180) {
  EXPECT_EQ(
      Sha256("abc"),
      Hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  EXPECT_EQ(
      Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      Hex("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
  EXPECT_EQ(
      Sha256(""),
      Hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

TEST(HmacSha256Test, GivesTheCodesOfRfc4231) {
  EXPECT_EQ(
      HmacSha256(std::string(20, '\x0b'), "Hi There"),
      Hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
  EXPECT_EQ(
      HmacSha256("Jefe", "what do ya want for nothing?"),
      Hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  EXPECT_EQ(
      HmacSha256(std::string(131, '\xaa'),
                 "Test Using Larger Than Block-Size Key - Hash Key First"),
      Hex("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
}

TEST(HmacSha256Test, AgreesWithWycheproof) {
  int tests = 0;
  const auto file = ReadJson("wycheproof/hmac_sha256_test.json");
  for (const auto& group : file["testGroups"]) {
    const size_t size = group["tagSize"].get<size_t>() / 8;
    for (const auto& test : group["tests"]) {
      const bool same =
          HmacSha256(Hex(test["key"]), Hex(test["msg"])).substr(0, size) ==
          Hex(test["tag"]);
      EXPECT_EQ(same, test["result"] == "valid") << test["tcId"];
      ++tests;
    }
  }
  EXPECT_EQ(tests, 105);
}

TEST(HkdfSha256Test, GivesTheKeyOfRfc5869WithoutSalt) {
  EXPECT_EQ(HkdfSha256(std::string(22, '\x0b'), "", 42),
            Hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d"
                "2d9d201395faa4b61a96c8"));
}

TEST(HkdfSha256Test, AgreesWithWycheproofWhereThereIsNoSalt) {
  int tests = 0;
  const auto file = ReadJson("wycheproof/hkdf_sha256_test.json");
  for (const auto& group : file["testGroups"]) {
    for (const auto& test : group["tests"]) {
      if (test["salt"] != "" || test["result"] != "valid") continue;
      EXPECT_EQ(HkdfSha256(Hex(test["ikm"]), Hex(test["info"]),
                           test["size"].get<size_t>()),
                Hex(test["okm"]))
          << test["tcId"];
      ++tests;
    }
  }
  EXPECT_EQ(tests, 16);
}

TEST(HkdfSha256DeathTest, MoreThanTheAlgorithmCanGiveEndsTheProcess) {
  EXPECT_EQ(HkdfSha256("key", "info", 255 * 32).size(), 255u * 32);
  EXPECT_DEATH(HkdfSha256("key", "info", 255 * 32 + 1), "CHECK failed");
}

}  // namespace
}  // namespace tasuki::crypto
