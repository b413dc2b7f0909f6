#include "gateway/crypto/certificate.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "gateway/crypto/digest.h"
#include "tests/certificates.h"
#include "tests/status_matchers.h"

namespace tasuki::crypto {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kDesk[] = "spiffe://tasuki.example/body/kuwana-city/system/desk";
constexpr char kOther[] = "spiffe://tasuki.example/body/other/system/desk";

// Made once: each call of OpenSSL's command costs some milliseconds.
const TestAuthority& Authority() {
  static const auto* const authority = [] {
    auto* made = new TestAuthority;
    made->Issue("desk", {kDesk});
    made->Issue("two", {kDesk, "--extra-uri", kOther});
    made->Issue("nothing", {kDesk, "--eku", "none"});
    made->Issue("any", {kDesk, "--eku", "anyExtendedKeyUsage"});
    made->Issue(
        "old", {kDesk, "--from", "20200102030405Z", "--to", "20210102030405Z"});
    made->IssueGateway();
    return made;
  }();
  return *authority;
}

Certificate Parse(absl::string_view file) {
  const auto parsed = ParseCertificatePem(Authority().Read(file));
  CHECK(parsed.ok());
  return *parsed;
}

std::string DerOf(const std::string& pem) {
  const size_t begin = pem.find('\n') + 1;
  std::string der;
  CHECK(absl::Base64Unescape(pem.substr(begin, pem.find("-----END") - begin),
                             &der));
  return der;
}

TEST(CertificateTest, AnIssuedSystemCertificateNamesOneSystemForClients) {
  const Certificate desk = Parse("desk.pem");
  EXPECT_THAT(desk.uri_sans, ElementsAre(kDesk));
  EXPECT_TRUE(desk.client_auth);
  EXPECT_FALSE(desk.server_auth);
  EXPECT_EQ(desk.der_sha256, Sha256(DerOf(Authority().Read("desk.pem"))));
  EXPECT_THAT(desk.issuer_sha256, SizeIs(kSha256Size));
  EXPECT_EQ(desk.serial.find_first_not_of("0123456789ABCDEF"),
            std::string::npos);
  EXPECT_NE(desk.serial.front(), '0');
}

TEST(CertificateTest, TheGatewaysCertificateIsForServersOnly) {
  const Certificate gateway = Parse("gateway.pem");
  EXPECT_TRUE(gateway.server_auth);
  EXPECT_FALSE(gateway.client_auth);
  EXPECT_THAT(gateway.uri_sans, IsEmpty());
}

TEST(CertificateTest, EveryUriIsReported) {
  EXPECT_THAT(Parse("two.pem").uri_sans, ElementsAre(kDesk, kOther));
}

TEST(CertificateTest, OnlyANamedPurposeCounts) {
  EXPECT_FALSE(Parse("nothing.pem").client_auth);
  EXPECT_FALSE(Parse("any.pem").client_auth);
}

TEST(CertificateTest, ValidityIncludesBothEnds) {
  const Certificate old = Parse("old.pem");
  const absl::TimeZone utc = absl::UTCTimeZone();
  EXPECT_EQ(old.not_before,
            absl::FromCivil(absl::CivilSecond(2020, 1, 2, 3, 4, 5), utc));
  EXPECT_EQ(old.not_after,
            absl::FromCivil(absl::CivilSecond(2021, 1, 2, 3, 4, 5), utc));
  EXPECT_TRUE(old.IsValidAt(old.not_before));
  EXPECT_TRUE(old.IsValidAt(old.not_after));
  EXPECT_FALSE(old.IsValidAt(old.not_before - absl::Nanoseconds(1)));
  EXPECT_FALSE(old.IsValidAt(old.not_after + absl::Nanoseconds(1)));
}

TEST(CertificateTest, WhatIsNoCertificateIsRefused) {
  const std::string pem = Authority().Read("desk.pem");
  for (const std::string& bad :
       {std::string(), std::string("text"), Authority().Read("desk.key"),
        pem.substr(0, 200), absl::StrReplaceAll(pem, {{"MII", "AII"}})}) {
    EXPECT_THAT(ParseCertificatePem(bad),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(CertificateTest, AChainIsReadToItsEndOrRefused) {
  const std::string chain = Authority().Read("desk.pem");
  const auto parsed = ParseCertificatesPem(chain);
  ASSERT_THAT(parsed, IsOk());
  ASSERT_THAT(*parsed, SizeIs(2));
  EXPECT_EQ((*parsed)[0].serial, Parse("desk.pem").serial);
  EXPECT_EQ((*parsed)[1].serial, Parse("intermediate.pem").serial);
  EXPECT_THAT(ParseCertificatesPem(chain.substr(0, chain.size() - 60)),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ParseCertificatesPem(""),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(CertificateTest, AKeyMatchesItsOwnCertificateOnly) {
  const std::string key = Authority().Read("desk.key");
  EXPECT_THAT(CheckKeyMatchesCertificate(key, Authority().Read("desk.pem")),
              IsOk());
  EXPECT_THAT(CheckKeyMatchesCertificate(key, Authority().Read("two.pem")),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CheckKeyMatchesCertificate("", Authority().Read("desk.pem")),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CheckKeyMatchesCertificate(key, ""),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Revoking changes the authority, so these have their own.
class RevocationListTest : public ::testing::Test {
 protected:
  RevocationListTest() { authority_.Issue("desk", {kDesk}); }

  absl::StatusOr<RevocationList> Parse(
      absl::string_view issuers = "chain.pem") {
    return ParseRevocationListPem(authority_.Read("crl.pem"),
                                  authority_.Read(issuers));
  }

  TestAuthority authority_;
};

TEST_F(RevocationListTest, ARevokedCertificateIsFoundByIssuerAndSerial) {
  ASSERT_THAT(Parse(), IsOk());
  EXPECT_THAT(Parse()->serials, IsEmpty());
  const auto desk = ParseCertificatePem(authority_.Read("desk.pem"));
  ASSERT_THAT(desk, IsOk());
  authority_.Revoke("desk");
  const auto list = Parse();
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(list->serials, ElementsAre(desk->serial));
  EXPECT_EQ(list->issuer_sha256, desk->issuer_sha256);
  EXPECT_EQ(list->next_update - list->this_update, absl::Hours(7 * 24));
}

TEST_F(RevocationListTest, ARenewedCertificateIsNotRevokedWithTheOldOne) {
  authority_.Revoke("desk");
  authority_.Renew("desk");
  const auto desk = ParseCertificatePem(authority_.Read("desk.pem"));
  ASSERT_THAT(desk, IsOk());
  EXPECT_EQ(desk->uri_sans, std::vector<std::string>{kDesk});
  const auto list = Parse();
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(list->serials, ::testing::Not(ElementsAre(desk->serial)));
}

TEST_F(RevocationListTest, AListOfAnotherSignerIsRefused) {
  const TestAuthority foreign;
  EXPECT_THAT(ParseRevocationListPem(foreign.Read("crl.pem"),
                                     authority_.Read("chain.pem")),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Parse("root.pem"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Parse("desk.key"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(RevocationListTest, AChangedListIsRefused) {
  authority_.Revoke("desk");
  const std::string pem = authority_.Read("crl.pem");
  const std::string issuers = authority_.Read("chain.pem");
  std::string der = DerOf(pem);
  for (char& byte : der) {
    byte ^= 1;
    const std::string changed =
        absl::StrCat("-----BEGIN X509 CRL-----\n", absl::Base64Escape(der),
                     "\n-----END X509 CRL-----\n");
    EXPECT_THAT(ParseRevocationListPem(changed, issuers),
                StatusIs(absl::StatusCode::kInvalidArgument));
    byte ^= 1;
  }
}

TEST_F(RevocationListTest, TwoListsInOneFileAreNotReadAsOne) {
  EXPECT_THAT(ParseRevocationListPem(absl::StrCat(authority_.Read("crl.pem"),
                                                  authority_.Read("crl.pem")),
                                     authority_.Read("chain.pem")),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace tasuki::crypto
