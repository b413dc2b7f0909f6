#include "gateway/crypto/jose.h"

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "tests/certificates.h"
#include "tests/status_matchers.h"

namespace tasuki::crypto {
namespace {

// DER before the raw key, RFC 8410 and RFC 5480.
constexpr char kEd25519Public[] = "302a300506032b6570032100";
constexpr char kEd25519Private[] = "302e020100300506032b657004220420";
constexpr char kP256Public[] =
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

std::string Raw(absl::string_view base64url) {
  const auto bytes = DecodeBase64Url(base64url);
  CHECK(bytes.ok());
  return *bytes;
}

std::string Pem(absl::string_view label, absl::string_view prefix,
                absl::string_view key) {
  return absl::StrCat(
      "-----BEGIN ", label, "-----\n",
      absl::Base64Escape(absl::StrCat(absl::HexStringToBytes(prefix), key)),
      "\n-----END ", label, "-----\n");
}

nlohmann::json Wycheproof(absl::string_view file) {
  return nlohmann::json::parse(ReadFile(
      absl::StrCat(TASUKI_SOURCE_DIR, "/tests/data/wycheproof/", file)));
}

// RFC 8037 appendix A.1 to A.5.
class Rfc8037Test : public ::testing::Test {
 protected:
  const std::string public_pem_ =
      Pem("PUBLIC KEY", kEd25519Public,
          Raw("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
  const std::string private_pem_ =
      Pem("PRIVATE KEY", kEd25519Private,
          Raw("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
  const std::string message_ =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  const std::string signature_ =
      Raw("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsP"
          "t9g7sVvpAr_MuM0KAg");
};

TEST_F(Rfc8037Test, TheExampleVerifies) {
  EXPECT_TRUE(VerifyJoseSignature("EdDSA", public_pem_, message_, signature_));
}

TEST_F(Rfc8037Test, SigningReproducesTheExample) {
  const auto signature = SignJose(private_pem_, message_);
  ASSERT_THAT(signature, IsOk());
  EXPECT_EQ(signature->algorithm, "EdDSA");
  EXPECT_EQ(signature->signature, signature_);
}

TEST_F(Rfc8037Test, EveryFlippedByteIsRefused) {
  for (size_t i = 0; i < signature_.size(); ++i) {
    std::string changed = signature_;
    changed[i] ^= 0x40;
    EXPECT_FALSE(VerifyJoseSignature("EdDSA", public_pem_, message_, changed));
  }
  EXPECT_FALSE(
      VerifyJoseSignature("EdDSA", public_pem_, message_ + " ", signature_));
}

TEST_F(Rfc8037Test, TheAlgorithmMustBeTheKeys) {
  for (absl::string_view algorithm :
       {"", "none", "ES256", "HS256", "eddsa", "Ed25519", "EdDSA "}) {
    EXPECT_FALSE(
        VerifyJoseSignature(algorithm, public_pem_, message_, signature_))
        << algorithm;
  }
}

TEST_F(Rfc8037Test, NoKeyVerifiesNothing) {
  for (const std::string& key :
       {std::string(), private_pem_, public_pem_.substr(0, 40)}) {
    EXPECT_FALSE(VerifyJoseSignature("EdDSA", key, message_, signature_));
    EXPECT_FALSE(VerifyJoseSignature("", key, message_, signature_));
  }
}

TEST(JoseWycheproofTest, Es256AgreesWithEveryVector) {
  int valid = 0, invalid = 0;
  const auto file = Wycheproof("ecdsa_secp256r1_sha256_p1363_test.json");
  for (const auto& group : file["testGroups"]) {
    const std::string key = group["publicKeyPem"];
    for (const auto& test : group["tests"]) {
      const std::string message =
          absl::HexStringToBytes(test["msg"].get<std::string>());
      const std::string signature =
          absl::HexStringToBytes(test["sig"].get<std::string>());
      const bool want = test["result"] == "valid";
      EXPECT_EQ(VerifyJoseSignature("ES256", key, message, signature), want)
          << test["tcId"] << " " << test["comment"];
      ++(want ? valid : invalid);
    }
  }
  EXPECT_EQ(valid, 104);
  EXPECT_EQ(invalid, 53);
}

// The algorithm of a compact JWS's header, or "".
std::string HeaderAlgorithm(absl::string_view header) {
  const auto bytes = DecodeBase64Url(header);
  const auto json =
      nlohmann::json::parse(bytes.ok() ? *bytes : "", nullptr, false);
  return json.is_object() ? json.value("alg", "") : "";
}

bool VerifyCompact(absl::string_view jws, absl::string_view key) {
  const std::vector<std::string> parts = absl::StrSplit(jws, '.');
  if (parts.size() != 3) return false;
  const auto signature = DecodeBase64Url(parts[2]);
  return signature.ok() &&
         VerifyJoseSignature(HeaderAlgorithm(parts[0]), key,
                             absl::StrCat(parts[0], ".", parts[1]), *signature);
}

// Every test whose key is P-256, but for the one about the key's "use", which
// a PEM key does not carry.
TEST(JoseWycheproofTest, CompactSignaturesAgreeWithEveryP256Vector) {
  int count = 0;
  const auto file = Wycheproof("json_web_signature_test.json");
  for (const auto& group : file["testGroups"]) {
    const auto key = group.value("public", nlohmann::json::object());
    if (key.value("crv", "") != "P-256") continue;
    const std::string pem = Pem(
        "PUBLIC KEY", kP256Public,
        Raw(key["x"].get<std::string>()) + Raw(key["y"].get<std::string>()));
    for (const auto& test : group["tests"]) {
      if (test["comment"] == "rejectWrongUse") continue;
      EXPECT_EQ(VerifyCompact(test["jws"].get<std::string>(), pem),
                test["result"] == "valid")
          << test["tcId"] << " " << test["comment"];
      ++count;
    }
  }
  EXPECT_EQ(count, 23);
}

class JoseKeysTest : public ::testing::Test {
 protected:
  JoseKeysTest() { authority_.MakeStaffKey("suzuki"); }
  const TestAuthority authority_;
};

TEST_F(JoseKeysTest, AP256KeySigns64BytesThatItsPublicKeyVerifies) {
  const std::string key = authority_.Read("staff/suzuki.key");
  const std::string public_key = authority_.Read("staff/suzuki.pub");
  // Signatures with a short r or s turn up about once in 128.
  for (int i = 0; i < 300; ++i) {
    const std::string message = absl::StrCat("message ", i);
    const auto signature = SignJose(key, message);
    ASSERT_THAT(signature, IsOk());
    ASSERT_EQ(signature->algorithm, "ES256");
    ASSERT_EQ(signature->signature.size(), 64u);
    ASSERT_TRUE(VerifyJoseSignature("ES256", public_key, message,
                                    signature->signature));
    ASSERT_FALSE(VerifyJoseSignature("EdDSA", public_key, message,
                                     signature->signature));
  }
}

TEST_F(JoseKeysTest, OtherKeysSignNothing) {
  for (const std::string& key : {std::string(), std::string("text"),
                                 authority_.Read("staff/suzuki.pub")}) {
    EXPECT_THAT(SignJose(key, "message"),
                StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(JoseAlgorithm(key),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(JoseKeyTest, AKeyWithAnythingUnusualAboutItVerifiesNothing) {
  const std::string raw = Raw("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  const std::string message =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  const std::string signature =
      Raw("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsP"
          "t9g7sVvpAr_MuM0KAg");
  const std::string good = Pem("PUBLIC KEY", kEd25519Public, raw);
  ASSERT_TRUE(VerifyJoseSignature("EdDSA", good, message, signature));
  for (const std::string& bad :
       {Pem("PUBLIC KEY", kEd25519Public, raw + "x"),
        Pem("PUBLIC KEY", kEd25519Public, raw.substr(1)),
        Pem("PUBLIC KEY", "302a300506032b656e032100", raw),  // X25519
        Pem("PUBLIC KEY", kP256Public, raw),
        Pem("PUBLIC KEY", kP256Public, raw + raw),  // not on the curve
        Pem("PUBLIC KEY", "", raw), Pem("CERTIFICATE", kEd25519Public, raw),
        Pem("PRIVATE KEY", kEd25519Public, raw)}) {
    EXPECT_FALSE(VerifyJoseSignature("EdDSA", bad, message, signature));
    EXPECT_FALSE(VerifyJoseSignature("ES256", bad, message, signature));
    EXPECT_FALSE(VerifyJoseSignature("", bad, message, signature));
  }
}

TEST(Base64UrlTest, OneEncodingOnly) {
  EXPECT_EQ(EncodeBase64Url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(EncodeBase64Url("a"), "YQ");
  for (const char* good : {"", "YQ", "YWI", "YWJj", "-__-"}) {
    EXPECT_THAT(DecodeBase64Url(good), IsOk()) << good;
  }
  for (const char* bad :
       {"YQ==", "YQ=", "YR", "Y", "Y Q", " YQ", "YQ\n", "+//+", "YQ.", "YWK"}) {
    EXPECT_THAT(DecodeBase64Url(bad),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << bad;
  }
}

}  // namespace
}  // namespace tasuki::crypto
