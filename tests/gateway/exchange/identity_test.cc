#include "absl/strings/escaping.h"
#include "gateway/crypto/digest.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/directory_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

v1::ListCasesRequest ListRequest() {
  v1::ListCasesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  return list;
}

absl::Status Listing(World& world, const Credentials& credentials) {
  std::promise<Release> promise;
  world.exchange().Handle(
      "/tasuki.v1.CaseService/ListCases", credentials,
      ListRequest().SerializeAsString(),
      [&](Release release) { promise.set_value(std::move(release)); });
  return promise.get_future().get().status;
}

const auto kRefused = absl::StatusCode::kUnauthenticated;

TEST(IdentityTest, AdmitsARegisteredSystemWithAnAssertion) {
  World world;
  EXPECT_THAT(Listing(world, world.CredentialsOf(World::Nurse())), IsOk());
}

TEST(IdentityTest, RefusesEveryCredentialThatTheDirectoryDoesNotHave) {
  World world;
  const auto with = [&](const std::function<void(Credentials&)>& change) {
    Credentials credentials = world.CredentialsOf(World::Nurse());
    change(credentials);
    return Listing(world, credentials);
  };
  const auto with_uris = [&](std::vector<std::string> uris) {
    return with([&](Credentials& credentials) {
      auto copy = *credentials.certificate;
      copy.uri_sans = uris;
      credentials.certificate = std::make_shared<crypto::Certificate>(copy);
    });
  };
  const std::string uri = "spiffe://tasuki.example/body/sample-city/system/";
  EXPECT_THAT(with_uris({}), StatusIs(kRefused));
  EXPECT_THAT(with_uris({uri + "test", uri + "test2"}), StatusIs(kRefused));
  EXPECT_THAT(with_uris({uri + "unknown"}), StatusIs(kRefused));
  EXPECT_THAT(
      with_uris({"spiffe://other.example/body/sample-city/system/test"}),
      StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.certificate = nullptr; }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.claims.reset(); }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.claims->person = "p-nobody"; }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.claims->key_id = "k2"; }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.claims->party = kNpo; }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) { c.claims->role = v1::ROLE_HEAD; }),
              StatusIs(kRefused));
  EXPECT_THAT(with([](Credentials& c) {
                c.claims->verify = [](auto, auto, auto) {
                  return absl::UnauthenticatedError("forged");
                };
              }),
              StatusIs(kRefused));
}

TEST(IdentityTest, PersonalCertificateActsInItsOnlyAssignment) {
  World world;
  const auto listing = [&](const std::string& path) {
    Credentials credentials = world.CredentialsOf(World::Nurse());
    auto certificate = *credentials.certificate;
    certificate.uri_sans = {"spiffe://tasuki.example/" + path};
    credentials.certificate =
        std::make_shared<crypto::Certificate>(certificate);
    credentials.claims.reset();
    return Listing(world, credentials);
  };
  const std::string unit = "body/sample-city/unit/maternal-health/staff/";
  EXPECT_THAT(listing(unit + "p-phn-1"), IsOk());
  EXPECT_THAT(listing(unit + "p-nobody"), StatusIs(kRefused));
  // The person is known, but the certificate is of a body that is not hers.
  EXPECT_THAT(listing("body/ob-hospital/staff/p-phn-1"), StatusIs(kRefused));
}

TEST(IdentityTest, PersonalCertificateDoesNotSpeakForAnotherPerson) {
  World world;
  Credentials credentials = world.CredentialsOf(World::Clerk());
  auto certificate = *credentials.certificate;
  certificate.uri_sans = {
      "spiffe://tasuki.example/body/sample-city/staff/p-phn-1"};
  credentials.certificate = std::make_shared<crypto::Certificate>(certificate);
  EXPECT_THAT(Listing(world, credentials), StatusIs(kRefused));
}

TEST(IdentityTest, DisabledPersonIsNobodyAtTheNextCall) {
  World world;
  ASSERT_THAT(Listing(world, world.CredentialsOf(World::Nurse())), IsOk());
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_person("p-phn-1");
  ASSERT_THAT(
      world.Call(World::Officer(), "DirectoryService/DisablePerson", disable)
          .status,
      IsOk());
  EXPECT_THAT(Listing(world, world.CredentialsOf(World::Nurse())),
              StatusIs(kRefused));
  EXPECT_THAT(Listing(world, world.CredentialsOf(World::Clerk())), IsOk());
}

TEST(IdentityTest, RevokedCertificateIsRefusedAtTheNextCall) {
  World world;
  v1::RevokeCertificateRequest revoke;
  *revoke.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  revoke.set_certificate_sha256(crypto::Sha256(kMaternal));
  ASSERT_THAT(
      world.Call(World::Officer(), "DirectoryService/RevokeCertificate", revoke)
          .status,
      IsOk());
  const Credentials credentials = world.CredentialsOf(World::Nurse());
  EXPECT_THAT(Listing(world, credentials), StatusIs(kRefused));
  EXPECT_THAT(world.exchange().Admit(*credentials.certificate),
              StatusIs(kRefused));
}

TEST(IdentityTest, OnlyASecurityOfficerClosesDoors) {
  World world;
  v1::DisablePersonRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  disable.set_person("p-phn-1");
  EXPECT_THAT(
      world.Call(World::Chief(), "DirectoryService/DisablePerson", disable)
          .status,
      StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Listing(world, world.CredentialsOf(World::Nurse())), IsOk());
}

TEST(IdentityTest, DisablingALeadHandsItsLeadsToTheCoordinatingParty) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::DisablePartyRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_name(kMaternal);
  ASSERT_THAT(
      world.Call(World::Officer(), "DirectoryService/DisableParty", disable)
          .status,
      IsOk());
  EXPECT_THAT(Listing(world, world.CredentialsOf(World::Nurse())),
              StatusIs(kRefused));
  const Release release = ReadCase(world, World::Worker(), opening.a_case);
  ASSERT_THAT(release.status, IsOk());
  v1::GetCaseResponse response;
  ASSERT_TRUE(response.ParseFromString(release.response));
  std::string lead;
  for (const v1::Section& section : response.case_().sections()) {
    if (section.record().has_case_management()) {
      lead = section.record().case_management().lead();
    }
  }
  EXPECT_EQ(lead, kFamily);
}

TEST(IdentityTest, AnUnseenAlertGoesToTheNewLeadWithTheCase) {
  World world;
  PlayOpening(world);
  v1::RecordInquiryRequest inquiry;
  *inquiry.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  inquiry.mutable_inquiry()->mutable_words()->set_text("is she there?");
  world.Call(World::Clerk(), "CaseService/RecordInquiry", inquiry);
  v1::DisablePartyRequest disable;
  *disable.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
  disable.set_name(kMaternal);
  ASSERT_THAT(
      world.Call(World::Officer(), "DirectoryService/DisableParty", disable)
          .status,
      IsOk());
  v1::ListMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto inbox = world.Ask<v1::ListMessagesResponse>(
      World::Worker(), "MessageService/ListMessages", list);
  ASSERT_EQ(inbox.messages_size(), 1);
  v1::GetMessageRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name(inbox.messages(0).name());
  const auto alert = world.Ask<v1::GetMessageResponse>(
      World::Worker(), "MessageService/GetMessage", get);
  ASSERT_EQ(alert.sections_size(), 1);
  EXPECT_EQ(alert.sections(0).record().inquiry().words().text(),
            "is she there?");
}

TEST(IdentityTest, AnAssertionNamesThePersonForOneWriteOnly) {
  World world;
  const Opening opening = PlayOpening(world);
  const Credentials credentials = world.CredentialsOf(World::Nurse());
  const auto end = [&](const std::string& request_id) {
    v1::EndTeamEntryRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_case_(opening.a_case);
    request.set_party(kFamily);
    request.set_request_id(request_id);
    std::promise<Release> promise;
    world.exchange().Handle("/tasuki.v1.CaseService/EndTeamEntry", credentials,
                            request.SerializeAsString(), [&](Release release) {
                              promise.set_value(std::move(release));
                            });
    return promise.get_future().get().status;
  };
  AddFamilySupport(world, opening);
  EXPECT_THAT(end("request-0000000000-a"), IsOk());
  EXPECT_THAT(end("request-0000000000-b"), StatusIs(kRefused));
  // The same write again is a replay, not a second write.
  EXPECT_THAT(end("request-0000000000-a"), IsOk());
}

}  // namespace
}  // namespace tasuki::exchange
