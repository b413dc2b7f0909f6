#include "gateway/server/assertion.h"

#include <functional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gateway/crypto/digest.h"
#include "gateway/crypto/jose.h"
#include "tests/certificates.h"
#include "tests/status_matchers.h"

namespace tasuki::server {
namespace {

using crypto::DecodeBase64Url;
using crypto::EncodeBase64Url;

const auto kMalformed = StatusIs(absl::StatusCode::kInvalidArgument);
const auto kRefused = StatusIs(absl::StatusCode::kUnauthenticated);

constexpr absl::string_view kDomain = "tasuki.example";
const absl::Time kNow = absl::FromUnixSeconds(2000000000);

// The keys of two persons, made once.
const TestAuthority& Keys() {
  static const auto* const keys = [] {
    auto* made = new TestAuthority;
    made->MakeStaffKey("suzuki");
    made->MakeStaffKey("tanaka");
    made->MakeStaffKey("suzuki-ed", /*ed25519=*/true);
    return made;
  }();
  return *keys;
}
std::string PrivateKey(absl::string_view id) {
  return Keys().Read(absl::StrCat("staff/", id, ".key"));
}
std::string PublicKey(absl::string_view id) {
  return Keys().Read(absl::StrCat("staff/", id, ".pub"));
}

StaffAssertion Good() {
  return {.issuer = "bodies/kuwana-city",
          .audience = std::string(kDomain),
          .person = "suzuki",
          .party = "bodies/kuwana-city/units/maternal-health",
          .role = "PHN",
          .key_id = "suzuki-1",
          .jti = "AAECAwQFBgcICQoLDA0ODw",
          .thumbprint = crypto::Sha256("certificate"),
          .issued_at = kNow,
          .expires_at = kNow + absl::Minutes(5)};
}

std::string Sign(const StaffAssertion& assertion,
                 absl::string_view key = "suzuki") {
  const auto token = SignAssertion(assertion, PrivateKey(key));
  CHECK(token.ok());
  return *token;
}

// A token with any header and payload whatever, rightly signed.
std::string SignText(absl::string_view header, absl::string_view payload,
                     absl::string_view key = "suzuki") {
  const std::string input =
      absl::StrCat(EncodeBase64Url(header), ".", EncodeBase64Url(payload));
  const auto signature = crypto::SignJose(PrivateKey(key), input);
  CHECK(signature.ok());
  return absl::StrCat(input, ".", EncodeBase64Url(signature->signature));
}

constexpr char kHeader[] = R"({"alg":"ES256","typ":"JWT","kid":"suzuki-1"})";

// The payload of Good() as text, to be changed by the tests.
std::string Payload() {
  const std::vector<std::string> parts = absl::StrSplit(Sign(Good()), '.');
  return *DecodeBase64Url(parts[1]);
}

class AssertionTest : public ::testing::Test {
 protected:
  absl::Status Check(absl::string_view token, absl::Time now = kNow,
                     absl::string_view key = "suzuki") {
    const auto parsed = ParseAssertion(token);
    if (!parsed.ok()) return parsed.status();
    return verifier_.Verify(*parsed, PublicKey(key), Good().thumbprint, kDomain,
                            now);
  }
  AssertionVerifier verifier_;
};

TEST_F(AssertionTest, WhatWasSignedIsWhatIsRead) {
  for (const auto& [key, algorithm] :
       {std::pair("suzuki", "ES256"), std::pair("suzuki-ed", "EdDSA")}) {
    const std::string token = Sign(Good(), key);
    EXPECT_THAT(Check(token, kNow, key), IsOk());
    const auto parsed = ParseAssertion(token);
    ASSERT_THAT(parsed, IsOk());
    const StaffAssertion& read = parsed->claims;
    EXPECT_EQ(parsed->algorithm, algorithm);
    EXPECT_EQ(read.issuer, Good().issuer);
    EXPECT_EQ(read.audience, Good().audience);
    EXPECT_EQ(read.person, Good().person);
    EXPECT_EQ(read.party, Good().party);
    EXPECT_EQ(read.role, Good().role);
    EXPECT_EQ(read.key_id, Good().key_id);
    EXPECT_EQ(read.jti, Good().jti);
    EXPECT_EQ(read.thumbprint, Good().thumbprint);
    EXPECT_EQ(read.issued_at, Good().issued_at);
    EXPECT_EQ(read.expires_at, Good().expires_at);
  }
}

TEST_F(AssertionTest, ATokenOfAnotherWriterInAnotherOrderIsAccepted) {
  const std::string thumbprint = EncodeBase64Url(Good().thumbprint);
  EXPECT_THAT(Check(SignText(
                  R"({ "kid": "suzuki-1", "typ": "JWT", "alg": "ES256" })",
                  absl::StrCat(R"({ "cnf": {"x5t#S256": ")", thumbprint, R"("},
              "role": "PHN", "party": "bodies\/kuwana-city",
              "jti": "AAECAwQFBgcICQoLDA0ODw", "exp": 2000000300,
              "iat": 2000000000, "aud": "tasuki.example", "sub": "suzuki",
              "iss": "bodies\/kuwana-city" })"))),
              IsOk());
}

TEST_F(AssertionTest, ItHoldsFromAtMostHalfAMinuteAheadUntilItExpires) {
  const std::string token = Sign(Good());
  EXPECT_THAT(Check(token, kNow - absl::Seconds(30)), IsOk());
  EXPECT_THAT(Check(token, kNow - absl::Seconds(31)), kRefused);
  EXPECT_THAT(Check(token, kNow + absl::Seconds(299)), IsOk());
  EXPECT_THAT(Check(token, kNow + absl::Seconds(300)), kRefused);
  // A signature known to be right changes nothing about time.
  EXPECT_THAT(Check(token, kNow), IsOk());
  EXPECT_THAT(Check(token, kNow + absl::Hours(1)), kRefused);
}

TEST_F(AssertionTest, OnlyThePersonsKeyIsBelieved) {
  EXPECT_THAT(Check(Sign(Good()), kNow, "tanaka"), kRefused);
  EXPECT_THAT(Check(Sign(Good()), kNow, "suzuki-ed"), kRefused);
  EXPECT_THAT(Check(Sign(Good(), "tanaka")), kRefused);
  // Not even after the right key was.
  EXPECT_THAT(Check(Sign(Good())), IsOk());
  EXPECT_THAT(Check(Sign(Good()), kNow, "tanaka"), kRefused);
}

TEST_F(AssertionTest, AnotherCertificateOrGatewayIsRefusedAlsoWhenRemembered) {
  const auto parsed = ParseAssertion(Sign(Good()));
  ASSERT_THAT(parsed, IsOk());
  for (int round = 0; round < 2; ++round) {
    EXPECT_THAT(verifier_.Verify(*parsed, PublicKey("suzuki"),
                                 crypto::Sha256("another"), kDomain, kNow),
                kRefused);
    EXPECT_THAT(verifier_.Verify(*parsed, PublicKey("suzuki"),
                                 Good().thumbprint, "other.example", kNow),
                kRefused);
    EXPECT_THAT(verifier_.Verify(*parsed, PublicKey("suzuki"),
                                 Good().thumbprint, kDomain, kNow),
                IsOk());
  }
}

TEST_F(AssertionTest, EveryFlippedBitIsRefused) {
  for (const absl::string_view key : {"suzuki", "suzuki-ed"}) {
    const std::string token = Sign(Good(), key);
    ASSERT_THAT(Check(token, kNow, key), IsOk());
    for (size_t i = 0; i < token.size(); ++i) {
      for (int bit = 0; bit < 8; ++bit) {
        std::string changed = token;
        changed[i] ^= static_cast<char>(1 << bit);
        EXPECT_FALSE(Check(changed, kNow, key).ok()) << i << " " << bit;
      }
    }
  }
}

TEST_F(AssertionTest, EveryTruncationIsRefused) {
  const std::string token = Sign(Good());
  for (size_t size = 0; size < token.size(); ++size) {
    EXPECT_FALSE(Check(token.substr(0, size)).ok()) << size;
  }
  for (const char* more : {".", "=", "A", " ", "\n", ".e30"}) {
    EXPECT_FALSE(Check(token + more).ok()) << more;
  }
}

TEST_F(AssertionTest, PartsOfTwoTokensMakeNoThird) {
  StaffAssertion other = Good();
  other.role = "CW";
  const std::vector<std::string> a = absl::StrSplit(Sign(Good()), '.');
  const std::vector<std::string> b = absl::StrSplit(Sign(other), '.');
  EXPECT_THAT(Check(absl::StrCat(a[0], ".", b[1], ".", a[2])), kRefused);
  EXPECT_THAT(Check(absl::StrCat(a[0], ".", a[1], ".", b[2])), kRefused);
}

TEST_F(AssertionTest, TheTokenDoesNotChooseHowItIsChecked) {
  ASSERT_THAT(Check(SignText(kHeader, Payload())), IsOk());
  for (const char* header : {
           R"({"alg":"none","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"None","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"HS256","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"RS256","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"ES384","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"es256","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"","typ":"JWT","kid":"suzuki-1"})",
           R"({"typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"ES256","typ":"at+jwt","kid":"suzuki-1"})",
           R"({"alg":"ES256","kid":"suzuki-1"})",
           R"({"alg":"ES256","typ":"JWT"})",
           R"({"alg":"ES256","typ":"JWT","kid":""})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","crit":["exp"]})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","crit":"exp"})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","jku":"https://a.example"})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","jwk":{"kty":"EC"}})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","b64":false})",
           R"({"alg":"ES256","typ":"JWT","kid":"a","x":1})",
           R"({"alg":"none","alg":"ES256","typ":"JWT","kid":"suzuki-1"})",
           R"({"alg":"ES256","alg":"none","typ":"JWT","kid":"suzuki-1"})",
       }) {
    EXPECT_THAT(Check(SignText(header, Payload())), kMalformed) << header;
  }
  // The other good algorithm, signed with this key: only the key decides.
  EXPECT_THAT(Check(SignText(R"({"alg":"EdDSA","typ":"JWT","kid":"suzuki-1"})",
                             Payload())),
              kRefused);
}

TEST_F(AssertionTest, AnUnsignedOrMacedTokenIsRefused) {
  const std::string payload = EncodeBase64Url(Payload());
  const std::string none =
      EncodeBase64Url(R"({"alg":"none","typ":"JWT","kid":"suzuki-1"})");
  EXPECT_THAT(Check(absl::StrCat(none, ".", payload, ".")), kMalformed);
  const std::string input = absl::StrCat(
      EncodeBase64Url(R"({"alg":"HS256","typ":"JWT","kid":"suzuki-1"})"), ".",
      payload);
  const std::string mac = crypto::HmacSha256(PublicKey("suzuki"), input);
  EXPECT_THAT(Check(absl::StrCat(input, ".", EncodeBase64Url(mac))),
              kMalformed);
  const std::string es256 =
      absl::StrCat(EncodeBase64Url(kHeader), ".", payload);
  EXPECT_THAT(Check(absl::StrCat(es256, ".")), kRefused);
}

TEST_F(AssertionTest, EachChangedClaimIsRefused) {
  const std::string good = Payload();
  ASSERT_THAT(Check(SignText(kHeader, good)), IsOk());
  const std::string long_text(201, 'a');
  const std::vector<std::pair<std::string, std::string>> kChanges = {
      {"2000000300", "2000000301"},      // over 5 minutes
      {"2000000300", "2000000000"},      // no lifetime
      {"2000000300", "1999999999"},      // before it was issued
      {"2000000300", "\"2000000300\""},  // text
      {"2000000300", "2000000300.5"},
      {"2000000300", "2e9"},
      {"2000000300", "null"},
      {"\"iat\"", "\"nbf\""},  // absent, and one unknown
      {",\"role\":\"PHN\"", ""},
      {"\"role\"", "\"scope\""},
      {"\"PHN\"", "\"\""},
      {"\"PHN\"", "\"P N\""},
      {"\"PHN\"", "\"P\\u0000N\""},
      {"\"PHN\"", absl::StrCat("\"", long_text, "\"")},
      {"\"PHN\"", "[\"PHN\"]"},
      {"\"PHN\"", "\"PHN\",\"admin\":\"yes\""},
      {"\"PHN\"", "\"PHN\",\"nbf\":1"},
      {"\"PHN\"", "\"PHN\",\"act\":{\"sub\":\"x\"}"},
      {"\"PHN\"", "\"PHN\",\"role\":\"CW\""},  // twice
      {"\"suzuki\"", "\"suzuki\",\"sub\":\"tanaka\""},
      {"\"suzuki\"", "\"鈴木\""},
      {"\"tasuki.example\"", "[\"tasuki.example\"]"},
      {"AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0O"},    // 15 bytes
      {"AAECAwQFBgcICQoLDA0ODw", "AAECAwQFBgcICQoLDA0ODx"},  // unused bits
      {"\"x5t#S256\":\"", "\"x5t#S256\":\"A"},
      {"\"x5t#S256\"", "\"x5t\""},
      {"\"x5t#S256\"", "\"jkt\":\"x\",\"x5t#S256\""},
      {"\"cnf\":{", "\"cnf\":{\"x5t#S256\":\"x\"},\"cnf\":{"},
  };
  for (const auto& [from, to] : kChanges) {
    const std::string changed = absl::StrReplaceAll(good, {{from, to}});
    ASSERT_NE(changed, good) << from;
    EXPECT_THAT(Check(SignText(kHeader, changed)), kMalformed) << to;
  }
}

TEST_F(AssertionTest, AHugeTokenIsRefusedUnread) {
  const std::string huge(kMaxAssertionSize + 1, 'A');
  EXPECT_THAT(ParseAssertion(huge), kMalformed);
  EXPECT_EQ(ParseAssertion(huge).status().message(),
            "assertion is over 4096 bytes");
}

TEST_F(AssertionTest, ErrorsSayNothingOfTheClaims) {
  StaffAssertion marked = Good();
  marked.person = "sentinel-person";
  marked.party = "bodies/sentinel-party";
  marked.role = "SENTINELROLE";
  marked.key_id = "sentinel-key";
  const std::string token = Sign(marked);
  std::vector<std::string> messages = {
      std::string(Check(token, kNow + absl::Hours(1)).message()),
      std::string(Check(token, kNow, "tanaka").message())};
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] ^= 1;
    messages.emplace_back(Check(changed).message());
  }
  for (const std::string& message : messages) {
    EXPECT_FALSE(message.empty());
    EXPECT_THAT(absl::AsciiStrToLower(message),
                ::testing::Not(::testing::HasSubstr("sentinel")));
  }
}

TEST(SignAssertionTest, WhatTheGatewayWouldRefuseIsNotSigned) {
  const std::vector<std::function<void(StaffAssertion&)>> kSpoils = {
      [](StaffAssertion& a) { a.person = ""; },
      [](StaffAssertion& a) { a.person = "a\"b"; },
      [](StaffAssertion& a) { a.party = "bodies/x\\"; },
      [](StaffAssertion& a) { a.role = "P N"; },
      [](StaffAssertion& a) { a.key_id = std::string(201, 'k'); },
      [](StaffAssertion& a) { a.issuer = "鈴木"; },
      [](StaffAssertion& a) { a.audience.clear(); },
      [](StaffAssertion& a) { a.jti = "short"; },
      [](StaffAssertion& a) { a.thumbprint.pop_back(); },
      [](StaffAssertion& a) { a.expires_at += absl::Seconds(1); },
      [](StaffAssertion& a) { a.expires_at = a.issued_at; },
  };
  for (size_t i = 0; i < kSpoils.size(); ++i) {
    StaffAssertion spoiled = Good();
    kSpoils[i](spoiled);
    EXPECT_THAT(SignAssertion(spoiled, PrivateKey("suzuki")), kMalformed) << i;
  }
  EXPECT_THAT(SignAssertion(Good(), PublicKey("suzuki")), kMalformed);
}

TEST(SignAssertionTest, EachJtiIsNew) {
  EXPECT_NE(NewJti(), NewJti());
  EXPECT_EQ(DecodeBase64Url(NewJti())->size(), 16u);
}

}  // namespace
}  // namespace tasuki::server
