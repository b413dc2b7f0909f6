#include <filesystem>

#include "gateway/crypto/certificate.h"
#include "tests/certificates.h"
#include "tests/status_matchers.h"

namespace tasuki {
namespace {

namespace fs = std::filesystem;

constexpr char kDesk[] = "spiffe://tasuki.example/body/kuwana-city/system/desk";
constexpr char kUnitDesk[] =
    "spiffe://tasuki.example/body/kuwana-city/unit/maternal-health/system/desk";
constexpr char kSuzuki[] =
    "spiffe://tasuki.example/body/kuwana-city/staff/suzuki";

crypto::Certificate Parse(const TestAuthority& authority,
                          absl::string_view file) {
  const auto parsed = crypto::ParseCertificatePem(authority.Read(file));
  CHECK(parsed.ok());
  return *parsed;
}

TEST(CaTest, EveryKeyIsReadableByItsOwnerOnly) {
  const TestAuthority authority;
  authority.Issue("desk", {kDesk});
  authority.Renew("desk");
  authority.MakeStaffKey("suzuki");
  authority.MakeStaffKey("tanaka", /*ed25519=*/true);
  int keys = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(authority.Path(""))) {
    if (entry.path().extension() != ".key") continue;
    ++keys;
    EXPECT_EQ(entry.status().permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
  EXPECT_EQ(keys, 5);  // root, intermediate, desk, suzuki, tanaka
}

TEST(CaTest, ASecondInitDoesNotReplaceTheAuthority) {
  const TestAuthority authority;
  const std::string root = authority.Read("root.key");
  EXPECT_FALSE(authority.Try({"init"}));
  EXPECT_EQ(authority.Read("root.key"), root);
}

TEST(CaTest, TheUriMustNameASystemOrWithStaffAPerson) {
  const TestAuthority authority;
  EXPECT_TRUE(authority.Try({"issue", "a", kDesk}));
  EXPECT_TRUE(authority.Try({"issue", "b", kUnitDesk}));
  EXPECT_TRUE(authority.Try({"issue", "c", kSuzuki, "--staff"}));
  EXPECT_FALSE(authority.Try({"issue", "d", kSuzuki}));
  EXPECT_FALSE(authority.Try({"issue", "e", kDesk, "--staff"}));
  for (const char* uri :
       {"", "kuwana", "https://tasuki.example/body/x/system/y",
        "spiffe://tasuki.example/body/x", "spiffe:///body/x/system/y",
        "spiffe://tasuki.example/body/x/system/y/z",
        "spiffe://tasuki.example/body/x/system/y,DNS:a.example",
        "spiffe://tasuki.example/body/x/system/y\nDNS:a.example"}) {
    EXPECT_FALSE(authority.Try({"issue", "f", uri})) << uri;
  }
  EXPECT_FALSE(authority.Try({"issue", "g"}));
}

TEST(CaTest, NamesStayInsideTheDirectoryAndLeaveTheAuthorityAlone) {
  const TestAuthority authority;
  for (const char* name : {"../desk", "a/b", "", "-days", ".hidden", "root",
                           "intermediate", "chain", "crl", "root-crl"}) {
    EXPECT_FALSE(authority.Try({"issue", name, kDesk})) << name;
    EXPECT_FALSE(authority.Try({"revoke", name})) << name;
  }
  authority.Issue("desk", {kDesk});
  EXPECT_FALSE(authority.Try({"issue", "desk", kDesk}));
}

TEST(CaTest, RenewingKeepsTheNameAndChangesTheKey) {
  const TestAuthority authority;
  authority.Issue("tablet", {kSuzuki, "--staff", "--days", "30"});
  const crypto::Certificate before = Parse(authority, "tablet.pem");
  const std::string key = authority.Read("tablet.key");
  authority.Renew("tablet");
  const crypto::Certificate after = Parse(authority, "tablet.pem");
  EXPECT_EQ(after.uri_sans, before.uri_sans);
  EXPECT_NE(after.serial, before.serial);
  EXPECT_NE(authority.Read("tablet.key"), key);
  EXPECT_EQ(after.not_after - after.not_before, absl::Hours(30 * 24));
  EXPECT_THAT(crypto::CheckKeyMatchesCertificate(authority.Read("tablet.key"),
                                                 authority.Read("tablet.pem")),
              IsOk());
}

TEST(CaTest, ARenewedOutCertificateIsRevokedByItsSerial) {
  const TestAuthority authority;
  authority.Issue("desk", {kDesk});
  const crypto::Certificate old = Parse(authority, "desk.pem");
  authority.Renew("desk");
  ASSERT_TRUE(authority.Try({"revoke", old.serial}));
  const auto list = crypto::ParseRevocationListPem(authority.Read("crl.pem"),
                                                   authority.Read("chain.pem"));
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(list->serials, ::testing::ElementsAre(old.serial));
  EXPECT_FALSE(authority.Try({"revoke", "0123"}));
}

// One serial in eight begins with a zero, which is not printed.
TEST(CaTest, ASerialThatBeginsWithZeroIsRevokedAsItIsPrinted) {
  const TestAuthority authority;
  authority.Issue("desk", {kDesk});
  crypto::Certificate old = Parse(authority, "desk.pem");
  for (int i = 0; i < 500 && old.serial.size() % 2 == 0; ++i) {
    authority.Renew("desk");
    old = Parse(authority, "desk.pem");
  }
  ASSERT_EQ(old.serial.size() % 2, 1u);
  authority.Renew("desk");
  ASSERT_TRUE(authority.Try({"revoke", old.serial}));
  const auto list = crypto::ParseRevocationListPem(authority.Read("crl.pem"),
                                                   authority.Read("chain.pem"));
  ASSERT_THAT(list, IsOk());
  EXPECT_THAT(list->serials, ::testing::ElementsAre(old.serial));
}

TEST(CaTest, TheRootHasItsOwnRevocationList) {
  const TestAuthority authority;
  const auto list = crypto::ParseRevocationListPem(
      authority.Read("root-crl.pem"), authority.Read("root.pem"));
  ASSERT_THAT(list, IsOk());
  EXPECT_TRUE(list->serials.empty());
}

}  // namespace
}  // namespace tasuki
