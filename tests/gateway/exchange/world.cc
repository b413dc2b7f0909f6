#include "tests/gateway/exchange/world.h"

#include <fcntl.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/bootstrap.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/directory.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/policy_packs.h"

namespace tasuki::exchange {

StaffKey SigningKeyOf(absl::string_view person) {
  return MakeStaffKey(crypto::Sha256(person));
}

namespace {

constexpr char kTestKey[] = "test key";

template <typename Message>
Message ReadText(const std::string& path) {
  const std::string full = absl::StrCat(TASUKI_SOURCE_DIR, "/", path);
  const int file = open(full.c_str(), O_RDONLY);
  google::protobuf::io::FileInputStream stream(file);
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::Parse(&stream, &message)) << path;
  close(file);
  return message;
}

v1::DirectoryFile SampleCity() {
  auto directory =
      ReadText<v1::DirectoryFile>("policies/directory/sample-city.txtpb");
  for (v1::PersonEntry& person : *directory.mutable_persons()) {
    v1::PersonKey& key = *person.add_keys();
    key.set_key_id("k1");
    key.set_public_key_pem(kTestKey);
    // A key that can really be signed with; each person's own.
    v1::PersonKey& signing = *person.add_keys();
    signing.set_key_id("signing");
    signing.set_public_key_pem(SigningKeyOf(person.id()).public_pem);
  }
  return directory;
}

// "body/sos-npo/system/test" for "bodies/sos-npo".
std::string SystemIdOf(absl::string_view party) {
  absl::ConsumePrefix(&party, "bodies/");
  const auto slash = party.find('/');
  return absl::StrCat("body/", party.substr(0, slash), "/system/test");
}

v1::DirectoryFile WithTestSystems(v1::DirectoryFile directory) {
  std::map<std::string, v1::SystemEntry> systems;
  for (const v1::PartyEntry& party : directory.parties()) {
    v1::SystemEntry& system = systems[SystemIdOf(party.name())];
    system.set_id(SystemIdOf(party.name()));
    system.add_parties(party.name());
  }
  for (const auto& [id, system] : systems) *directory.add_systems() = system;
  return directory;
}

}  // namespace

World::World() {
  store::StoreOptions options{
      .directory = (directory_.path() / "data").string(),
      .origin = "gw.example/test/audit/2026h2",
      .cadence = absl::Hours(24),
      .clock = &clock_};
  auto store = store::Store::Create(options);
  EXPECT_TRUE(store.ok()) << store.status();
  store_ = *std::move(store);
  const absl::Status loaded = Bootstrap(
      store_->ledger(), WithTestSystems(SampleCity()), ShippedPacks(), "");
  EXPECT_TRUE(loaded.ok()) << loaded;
  exchange_ = std::make_unique<Exchange>(store_->ledger(), store_->log(),
                                         "replica-1", "test");
}

std::string World::FreshId() {
  return absl::StrCat("request-0000000000-", ids_.fetch_add(1));
}

Credentials World::CredentialsOf(const Person& person) {
  crypto::Certificate certificate;
  certificate.der_sha256 = crypto::Sha256(person.party);
  certificate.issuer_sha256 = crypto::Sha256("issuer");
  certificate.serial = "01";
  certificate.uri_sans = {
      absl::StrCat("spiffe://tasuki.example/", SystemIdOf(person.party))};
  certificate.not_before = absl::InfinitePast();
  certificate.not_after = absl::InfiniteFuture();
  certificate.client_auth = true;
  Credentials credentials{
      .certificate = std::make_shared<crypto::Certificate>(certificate),
      .claims = Credentials::Claims{},
      .network_source = "127.0.0.1:1"};
  Credentials::Claims& claims = *credentials.claims;
  claims.person = person.id;
  claims.party = person.party;
  claims.role = person.role;
  claims.key_id = "k1";
  claims.jti = FreshId();
  claims.verify = [](absl::string_view key, absl::string_view domain,
                     absl::Time) {
    return key == kTestKey && domain == "tasuki.example"
               ? absl::OkStatus()
               : absl::UnauthenticatedError("bad assertion");
  };
  return credentials;
}

Release World::Call(const Person& person, absl::string_view method,
                    const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> sent(request.New());
  sent->CopyFrom(request);
  const auto* field = sent->GetDescriptor()->FindFieldByName("request_id");
  if (field != nullptr &&
      sent->GetReflection()->GetString(*sent, field) == "") {
    sent->GetReflection()->SetString(sent.get(), field, FreshId());
  }
  std::promise<Release> promise;
  exchange_->Handle(absl::StrCat("/tasuki.v1.", method), CredentialsOf(person),
                    sent->SerializeAsString(), [&promise](Release release) {
                      promise.set_value(std::move(release));
                    });
  return promise.get_future().get();
}

v1::Access AccessFor(v1::Purpose purpose) {
  v1::Access access;
  access.set_purpose(purpose);
  return access;
}

v1::ConsentTerms TermsFor(World& world, const std::string& subject,
                          const std::string& holder,
                          const std::string& recipient) {
  v1::ConsentTerms terms;
  terms.set_subject(subject);
  terms.add_holders(holder);
  terms.add_recipients(recipient);
  terms.add_purposes(v1::PURPOSE_INTAKE);
  terms.add_purposes(v1::PURPOSE_SUPPORT);
  terms.set_onward_rule(v1::ONWARD_RULE_CENTRE);
  terms.set_valid_until(
      absl::ToUnixSeconds(world.clock().Now() + absl::Hours(24 * 90)));
  terms.set_medium(v1::CONSENT_MEDIUM_CHAT);
  terms.set_capacity(v1::CONSENT_CAPACITY_ADULT);
  terms.set_text_version("ja-1");
  terms.set_language("ja");
  return terms;
}

std::string Grant(World& world, const World::Person& person,
                  const v1::ConsentTerms& terms) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *preview.mutable_terms() = terms;
  const auto previewed = world.Ask<v1::PreviewConsentResponse>(
      person, "ConsentService/PreviewConsent", preview);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  v1::GrantConsentRequest grant;
  *grant.mutable_access() = preview.access();
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(previewed.preview_hash());
  const auto granted = world.Ask<v1::GrantConsentResponse>(
      person, "ConsentService/GrantConsent", grant);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  return granted.consent();
}

namespace {

const v1::Access kIntake = AccessFor(v1::PURPOSE_INTAKE);

v1::Record SosContact() {
  v1::Record record;
  v1::SosContact& contact = *record.mutable_sos_contact();
  contact.set_channel(v1::CONTACT_CHANNEL_LINE);
  contact.set_alias("A");
  contact.set_anonymity(v1::ANONYMITY_ALIAS);
  contact.set_municipality("MUNICIPALITY-MARK");
  contact.set_weeks_self_reported("30w0d");
  contact.mutable_complaint()->set_text("COMPLAINT-MARK");
  contact.mutable_complaint()->set_reviewed_summary("SUMMARY-MARK");
  contact.add_first_wishes(v1::FIRST_WISH_CONFIDENTIAL_BIRTH);
  contact.add_must_not_know(v1::MUST_NOT_KNOW_PARENTS);
  return record;
}

v1::Record Livelihood() {
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  record.mutable_livelihood()->set_employer("EMPLOYER-MARK");
  return record;
}

v1::ConsentTerms Terms(World& world, const std::string& subject) {
  v1::ConsentTerms terms = TermsFor(world, subject, kNpo, kMaternal);
  v1::ConsentItem& full = *terms.add_items();
  full.set_level(v1::LEVEL_FULL);
  for (const v1::Category category :
       {v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C05, v1::CATEGORY_C06,
        v1::CATEGORY_C07, v1::CATEGORY_C19}) {
    full.add_categories(category);
  }
  v1::ConsentItem& reduced = *terms.add_items();
  reduced.set_level(v1::LEVEL_REDUCED);
  reduced.add_categories(v1::CATEGORY_C16);
  return terms;
}

std::string Send(World& world, const Opening& opening) {
  v1::SendMessageRequest send;
  *send.mutable_access() = kIntake;
  send.set_kind(v1::MESSAGE_KIND_INFORMATION);
  send.set_recipient(kMaternal);
  send.set_subject(opening.subject);
  for (const std::string& section : opening.sections) {
    send.add_sections(section);
  }
  const auto sent = world.Ask<v1::SendMessageResponse>(
      World::Npo(), "MessageService/SendMessage", send);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  return sent.message();
}

std::string AcceptAndOpen(World& world, const Opening& opening) {
  v1::AcceptMessageRequest accept;
  *accept.mutable_access() = kIntake;
  accept.set_name(opening.message);
  const auto accepted = world.Ask<v1::AcceptMessageResponse>(
      World::Nurse(), "MessageService/AcceptMessage", accept);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  v1::OpenCaseRequest open;
  *open.mutable_access() = kIntake;
  open.set_subject(opening.subject);
  open.set_class_(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
  open.add_branches(v1::BRANCH_CHILD_WELFARE);
  open.add_branches(v1::BRANCH_WOMEN);
  open.add_branches(v1::BRANCH_MATERNAL);
  open.set_alias("K-17");
  open.set_centre_notice_given(true);
  for (const std::string& section : accepted.sections()) {
    open.add_bind_sections(section);
  }
  const auto opened = world.Ask<v1::OpenCaseResponse>(
      World::Nurse(), "CaseService/OpenCase", open);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  return opened.case_();
}

}  // namespace

v1::DraftSectionRequest DraftOf(const std::string& subject,
                                const v1::Record& record) {
  v1::DraftSectionRequest draft;
  *draft.mutable_access() = kIntake;
  draft.set_subject(subject);
  *draft.mutable_record() = record;
  return draft;
}

std::string Confirmed(World& world, const World::Person& person,
                      const v1::DraftSectionRequest& draft,
                      bool third_party_harm) {
  const auto drafted = world.Ask<v1::DraftSectionResponse>(
      person, "SectionService/DraftSection", draft);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = draft.access();
  preview.set_name(drafted.section());
  const auto previewed = world.Ask<v1::PreviewReducedResponse>(
      person, "SectionService/PreviewReduced", preview);
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = draft.access();
  confirm.set_name(drafted.section());
  confirm.set_reduced_hash(previewed.reduced_hash());
  confirm.set_third_party_harm(third_party_harm);
  world.Ask<v1::ConfirmSectionResponse>(person, "SectionService/ConfirmSection",
                                        confirm);
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  return drafted.section();
}

Opening PlayOpening(World& world, const std::vector<std::string>& recipients) {
  Opening opening;
  v1::RegisterSubjectRequest enter;
  *enter.mutable_access() = kIntake;
  enter.set_alias("A");
  opening.subject =
      world
          .Ask<v1::RegisterSubjectResponse>(
              World::Npo(), "SubjectService/RegisterSubject", enter)
          .subject()
          .name();
  EXPECT_TRUE(world.last_status().ok()) << world.last_status();
  for (const v1::Record& record : {SosContact(), Livelihood()}) {
    opening.sections.push_back(
        Confirmed(world, World::Npo(), DraftOf(opening.subject, record)));
  }
  v1::ConsentTerms terms = Terms(world, opening.subject);
  *terms.mutable_recipients() = {recipients.begin(), recipients.end()};
  opening.consent = Grant(world, World::Npo(), terms);
  opening.message = Send(world, opening);
  opening.a_case = AcceptAndOpen(world, opening);
  return opening;
}

void AddFamilySupport(World& world, const Opening& opening) {
  v1::AddTeamEntryRequest add;
  *add.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  add.set_case_(opening.a_case);
  add.set_party(kFamily);
  add.set_relation(v1::RELATION_MEMBER);
  const Release added =
      world.Call(World::Nurse(), "CaseService/AddTeamEntry", add);
  EXPECT_TRUE(added.status.ok()) << added.status;
}

Release ReadCase(World& world, const World::Person& person,
                 const std::string& name) {
  v1::GetCaseRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name(name);
  return world.Call(person, "CaseService/GetCase", get);
}

}  // namespace tasuki::exchange
