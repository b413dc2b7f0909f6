#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tasuki/v1/message_service.pb.h"
#include "tasuki/v1/section_service.pb.h"
#include "tasuki/v1/subject_service.pb.h"
#include "tests/gateway/exchange/world.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

v1::RegisterSubjectRequest Registration(const std::string& alias,
                                        const std::string& request_id) {
  v1::RegisterSubjectRequest request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  request.set_alias(alias);
  request.set_request_id(request_id);
  return request;
}

std::string DraftOfNewSubject(World& world) {
  const auto registered = world.Ask<v1::RegisterSubjectResponse>(
      World::Npo(), "SubjectService/RegisterSubject",
      Registration("A", "request-0000000000-x"));
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  return world
      .Ask<v1::DraftSectionResponse>(
          World::Npo(), "SectionService/DraftSection",
          DraftOf(registered.subject().name(), record))
      .section();
}

TEST(WriteTest, ReplayReturnsTheOriginalAnswerAndEvidence) {
  World world;
  const auto request = Registration("A", "request-0000000000-x");
  const Release first =
      world.Call(World::Npo(), "SubjectService/RegisterSubject", request);
  const Release again =
      world.Call(World::Npo(), "SubjectService/RegisterSubject", request);
  ASSERT_THAT(first.status, IsOk());
  EXPECT_EQ(first.response, again.response);
}

TEST(WriteTest, SameRequestIdForOtherContentIsRefused) {
  World world;
  world.Call(World::Npo(), "SubjectService/RegisterSubject",
             Registration("A", "request-0000000000-x"));
  EXPECT_THAT(world
                  .Call(World::Npo(), "SubjectService/RegisterSubject",
                        Registration("B", "request-0000000000-x"))
                  .status,
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(WriteTest, RequestIdIsThePartysOwn) {
  World world;
  const auto request = Registration("A", "request-0000000000-x");
  const Release npo =
      world.Call(World::Npo(), "SubjectService/RegisterSubject", request);
  const Release city =
      world.Call(World::Nurse(), "SubjectService/RegisterSubject", request);
  EXPECT_THAT(city.status, IsOk());
  EXPECT_NE(npo.response, city.response);
}

TEST(WriteTest, DraftIsNobodyElsesAndExpires) {
  World world;
  const std::string section = DraftOfNewSubject(world);
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  preview.set_name(section);
  const auto previewed = [&](const World::Person& person) {
    return world.Call(person, "SectionService/PreviewReduced", preview).status;
  };
  EXPECT_THAT(previewed(World::Npo()), IsOk());
  EXPECT_THAT(previewed(World::Nurse()), StatusIs(absl::StatusCode::kNotFound));
  world.clock().Advance(absl::Hours(24 * 31));
  EXPECT_THAT(previewed(World::Npo()), StatusIs(absl::StatusCode::kNotFound));
}

// SR-22: until it is confirmed, nobody finds it in the case, and its own unit
// alone finds the draft.
TEST(WriteTest, DraftInACaseIsItsUnitsAlone) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::Record record;
  record.mutable_livelihood()->set_employer("DRAFT-MARK");
  v1::DraftSectionRequest draft = DraftOf(opening.subject, record);
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(opening.a_case);
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = draft.access();
  confirm.set_name(world
                       .Ask<v1::DraftSectionResponse>(
                           World::Nurse(), "SectionService/DraftSection", draft)
                       .section());
  const auto in_case = [&](const World::Person& person) {
    return ReadCase(world, person, opening.a_case)
               .response.find("DRAFT-MARK") != std::string::npos;
  };
  for (const World::Person& person :
       {World::Nurse(), World::Worker(), World::Chief()}) {
    EXPECT_FALSE(in_case(person)) << person.id;
  }
  v1::PreviewReducedRequest preview;
  *preview.mutable_access() = draft.access();
  preview.set_name(confirm.name());
  for (const World::Person& person : {World::Worker(), World::Chief()}) {
    EXPECT_THAT(
        world.Call(person, "SectionService/PreviewReduced", preview).status,
        StatusIs(absl::StatusCode::kNotFound))
        << person.id;
  }
  confirm.set_reduced_hash(
      world
          .Ask<v1::PreviewReducedResponse>(
              World::Clerk(), "SectionService/PreviewReduced", preview)
          .reduced_hash());
  ASSERT_THAT(
      world.Call(World::Nurse(), "SectionService/ConfirmSection", confirm)
          .status,
      IsOk());
  EXPECT_TRUE(in_case(World::Nurse()));
  EXPECT_TRUE(in_case(World::Worker()));
}

TEST(WriteTest, ConfirmingWhatWasNotShownIsRefused) {
  World world;
  const std::string section = DraftOfNewSubject(world);
  v1::ConfirmSectionRequest confirm;
  *confirm.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  confirm.set_name(section);
  confirm.set_reduced_hash(std::string(32, 'x'));
  EXPECT_THAT(
      world.Call(World::Npo(), "SectionService/ConfirmSection", confirm).status,
      StatusIs(absl::StatusCode::kAborted));
}

TEST(WriteTest, LeadIsNeverTakenOffTheTeam) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening.a_case);
  end.set_party(kMaternal);
  EXPECT_THAT(
      world.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(WriteTest, TeamThatIsNotConfirmedInTheNewFiscalYearSeesNothing) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  ASSERT_THAT(ReadCase(world, World::Worker(), opening.a_case).status, IsOk());
  world.clock().Advance(absl::Hours(24 * 150));  // past 31 March
  EXPECT_THAT(ReadCase(world, World::Worker(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(WriteTest, MemberWhoIsTakenOffSeesNothingAtTheNextCall) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(opening.a_case);
  end.set_party(kFamily);
  ASSERT_THAT(
      world.Call(World::Nurse(), "CaseService/EndTeamEntry", end).status,
      IsOk());
  EXPECT_THAT(ReadCase(world, World::Worker(), opening.a_case).status,
              StatusIs(absl::StatusCode::kNotFound));
}

TEST(WriteTest, ConsentIsToWhatWasPreviewed) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::GetConsentRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(opening.consent);
  const auto consent = world.Ask<v1::GetConsentResponse>(
      World::Npo(), "ConsentService/GetConsent", get);
  ASSERT_THAT(world.last_status(), IsOk());
  v1::GrantConsentRequest grant;
  *grant.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  *grant.mutable_terms() = consent.terms();
  grant.set_preview_hash(std::string(32, 'x'));
  EXPECT_THAT(
      world.Call(World::Npo(), "ConsentService/GrantConsent", grant).status,
      StatusIs(absl::StatusCode::kAborted));
}

v1::ConsentTerms TermsOf(World& world, const Opening& opening) {
  v1::GetConsentRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  get.set_name(opening.consent);
  return world
      .Ask<v1::GetConsentResponse>(World::Npo(), "ConsentService/GetConsent",
                                   get)
      .terms();
}

absl::Status Previewing(World& world, const World::Person& person,
                        const v1::ConsentTerms& terms) {
  v1::PreviewConsentRequest preview;
  *preview.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  *preview.mutable_terms() = terms;
  return world.Call(person, "ConsentService/PreviewConsent", preview).status;
}

TEST(WriteTest, TeamRecordsAConsentAndAStrangerCannot) {
  World world;
  const Opening opening = PlayOpening(world);
  AddFamilySupport(world, opening);
  v1::ConsentTerms terms = TermsOf(world, opening);
  terms.set_holders(0, kFamily);
  EXPECT_THAT(Previewing(world, World::Worker(), terms), IsOk());
  terms.set_holders(0, kDevelopment);
  EXPECT_THAT(Previewing(world, World::Therapist(), terms),
              StatusIs(absl::StatusCode::kNotFound));
}

// Promise 2: nobody opens what another party holds by recording that she
// agreed: the caller's own party is among the holders, and the others confirm
// (consent_holders_test.cc).
TEST(WriteTest, NobodyRecordsAConsentOnlyToWhatAnotherPartyHolds) {
  World world;
  const Opening opening = PlayOpening(world);
  v1::ConsentTerms terms = TermsOf(world, opening);
  const auto refused = StatusIs(absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(Previewing(world, World::Nurse(), terms), refused);
  v1::GrantConsentRequest grant;
  *grant.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  *grant.mutable_terms() = terms;
  grant.set_preview_hash(std::string(32, 'x'));
  EXPECT_THAT(
      world.Call(World::Nurse(), "ConsentService/GrantConsent", grant).status,
      refused);
}

TEST(WriteTest, RecipientSeesItselfAndNotWhomElseSheAllowedIt) {
  World world;
  const Opening opening = PlayOpening(world, {kMaternal, kFamily});
  v1::GetConsentRequest get;
  *get.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  get.set_name(opening.consent);
  const auto seen = world.Ask<v1::GetConsentResponse>(
      World::Nurse(), "ConsentService/GetConsent", get);
  ASSERT_THAT(world.last_status(), IsOk());
  ASSERT_EQ(seen.terms().recipients_size(), 1);
  EXPECT_EQ(seen.terms().recipients(0), kMaternal);
  // A recipient that never heard of her does not hear of her by the consent.
  EXPECT_THAT(
      world.Call(World::Worker(), "ConsentService/GetConsent", get).status,
      StatusIs(absl::StatusCode::kNotFound));
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(opening.consent);
  ASSERT_THAT(
      world.Call(World::Npo(), "ConsentService/WithdrawConsent", withdraw)
          .status,
      IsOk());
  v1::ListMessagesRequest list;
  *list.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  const auto inbox = [&](const World::Person& person) {
    return world
        .Ask<v1::ListMessagesResponse>(person, "MessageService/ListMessages",
                                       list)
        .messages_size();
  };
  EXPECT_EQ(inbox(World::Nurse()), 2);
  EXPECT_EQ(inbox(World::Worker()), 0);
}

}  // namespace
}  // namespace tasuki::exchange
