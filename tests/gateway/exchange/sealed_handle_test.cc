// Confidential birth: what everybody sees on the door of a thing does not say
// who she is.

#include "absl/strings/match.h"
#include "tasuki/v1/case_service.pb.h"
#include "tasuki/v1/conference_service.pb.h"
#include "tasuki/v1/consent_service.pb.h"
#include "tests/gateway/exchange/sealed_birth_fixture.h"

namespace tasuki::exchange {
namespace {

using absl::StatusCode;

using SealedHandleTest = SealedBirthTest;

TEST_F(SealedHandleTest, ACaseDoesNotTakeHerNameAsItsAlias) {
  subject_ = Registered(world_, World::Nurse());
  Confirmed(world_, World::Nurse(), DraftOf(subject_, Named()));
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject_);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias(kName);
  EXPECT_THAT(Through("CaseService/OpenCase", World::Nurse(), open).status,
              IsOk());
  Confirmed(world_, World::Nurse(), DraftOf(subject_, Confidential()));
  ExpectRefused(Through("CaseService/OpenCase", World::Nurse(), open));
  EXPECT_FALSE(recorder_.Mentions(kName));
}

// Nor does the refusal tell of a seal that the opener may not know of.
TEST_F(SealedHandleTest, ARefusedAliasTellsOfNoSealThatTheOpenerMayNotKnow) {
  GiveToNurse(Confirm(Contact("頭痛")), v1::CATEGORY_C06);
  Confirmed(world_, World::Nurse(), DraftOf(subject_, Named()));
  Confirm(Confidential());
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject_);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias(kName);
  const Release release = Through("CaseService/OpenCase", World::Nurse(), open);
  EXPECT_THAT(release.status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeOf(release), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  EXPECT_FALSE(absl::StrContains(release.status.message(), "birth"));
  EXPECT_FALSE(recorder_.Mentions(kName));
}

// What everybody sees on the door of a thing names nobody: said alike whether
// or not a birth is sealed.
TEST_F(SealedHandleTest, NoHandleIsALabelledName) {
  v1::RegisterSubjectRequest enter;
  *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  enter.set_alias("氏名：架空桜子");
  EXPECT_THAT(
      Through("SubjectService/RegisterSubject", World::Npo(), enter).status,
      StatusIs(StatusCode::kInvalidArgument));
  v1::OpenCaseRequest open;
  *open.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
  open.set_subject(subject_);
  open.set_class_(v1::CASE_CLASS_SUPPORT);
  open.set_alias("氏名：架空桜子");
  EXPECT_THAT(Through("CaseService/OpenCase", World::Nurse(), open).status,
              StatusIs(StatusCode::kInvalidArgument));
  v1::CreateSeriesRequest create;
  *create.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  create.set_title("氏名：架空桜子 の会議");
  create.add_members(kFamily);
  EXPECT_THAT(
      Through("ConferenceService/CreateSeries", World::Nurse(), create).status,
      StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(SealedHandleTest, WhichTextSheSignedIsSaidInCodesAlone) {
  const auto preview = [&](const std::string& version,
                           const std::string& language) {
    v1::PreviewConsentRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    *request.mutable_terms() = TermsFor(world_, subject_, kNpo, kMaternal);
    v1::ConsentItem& item = *request.mutable_terms()->add_items();
    item.set_level(v1::LEVEL_FULL);
    item.add_categories(v1::CATEGORY_C01);
    request.mutable_terms()->set_text_version(version);
    request.mutable_terms()->set_language(language);
    return Through("ConsentService/PreviewConsent", World::Npo(), request)
        .status;
  };
  EXPECT_THAT(preview("c1-2026-04_b.2", "zh-Hant-TW"), IsOk());
  for (const char* text : {"架空花子", "c1 2026", "-", "Hanako Kakuu"}) {
    EXPECT_THAT(preview(text, "ja"), StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(preview("c1", text), StatusIs(StatusCode::kInvalidArgument));
  }
}

}  // namespace
}  // namespace tasuki::exchange
