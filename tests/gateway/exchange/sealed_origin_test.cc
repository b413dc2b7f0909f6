// A child whose mother gave birth in confidence: nothing that is kept of the
// child says who she is (SR-01, SR-02).
#include "tests/gateway/exchange/corrections.h"
#include "tests/gateway/exchange/sealed_birth_fixture.h"

namespace tasuki::exchange {
namespace {

constexpr char kSays[] = "母の本名は架空花子です。";

v1::Record Growth(const std::string& text) {
  v1::Record record;
  record.mutable_child_health()->mutable_growth()->set_text(text);
  return record;
}

v1::Record Member(v1::PersonLabel label) {
  v1::Record record;
  v1::FamilyMember& member = *record.mutable_family()->add_members();
  member.set_person(label);
  member.set_name(kName);
  return record;
}

v1::Record Profiled() {
  v1::Record record;
  v1::SubjectProfile& profile = *record.mutable_subject_profile();
  profile.set_legal_name("架空 太郎");
  profile.set_birth_date("2026-11-20");
  profile.set_resident_address("架空市本町1-2-3");
  return record;
}

class SealedOriginTest : public SealedBirthTest {
 protected:
  SealedOriginTest() {
    v1::RegisterSubjectRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    request.set_alias("B");
    request.set_sealed_origin(true);
    child_ = world_
                 .Ask<v1::RegisterSubjectResponse>(
                     World::Nurse(), "SubjectService/RegisterSubject", request)
                 .subject()
                 .name();
  }
  Release DraftOfChild(const v1::Record& record, const std::string& need = "") {
    v1::DraftSectionRequest draft = DraftOf(child_, record);
    draft.mutable_access()->set_need(need);
    return Draft(draft, World::Nurse());
  }
  std::string ConfirmedOfChild(const v1::Record& record) {
    return Confirmed(world_, World::Nurse(), DraftOf(child_, record));
  }
  void ExpectKeptOut(const Release& release) {
    ExpectRefused(release);
    EXPECT_FALSE(recorder_.Mentions(kName));
  }

  std::string child_;
};

TEST_F(SealedOriginTest, NothingOfTheChildSaysWhoItsMotherIs) {
  ExpectKeptOut(DraftOfChild(Growth(kSays)));
  EXPECT_EQ(recorder_.last().leaves.size(), 2u);
  ExpectKeptOut(DraftOfChild(Member(v1::PERSON_LABEL_MOTHER)));
  ExpectKeptOut(DraftOfChild(Member(v1::PERSON_LABEL_MATERNAL_GRANDMOTHER)));
  v1::Record work;
  work.mutable_livelihood()->set_employer("EMPLOYER-MARK");
  ExpectKeptOut(DraftOfChild(work));
  v1::Record related;
  v1::SubjectRelation& relation =
      *related.mutable_subject_profile()->add_relations();
  relation.set_kind(v1::SUBJECT_RELATION_KIND_CHILD_OF);
  relation.set_other_alias("A");
  ExpectKeptOut(DraftOfChild(related));
}

TEST_F(SealedOriginTest, NorDoesAnyTextBesideItsRecords) {
  ExpectKeptOut(DraftOfChild(Growth("順調。"), kSays));
  const std::string section = ConfirmedOfChild(Growth("順調。"));
  ExpectKeptOut(Through("SectionService/CorrectSection", World::Nurse(),
                        CorrectionOf(section, Growth("良好。"), kSays)));
  ExpectKeptOut(Through("SectionService/CorrectSection", World::Nurse(),
                        CorrectionOf(section, Growth(kSays))));
  ExpectKeptOut(Through("SectionService/RetractSection", World::Nurse(),
                        RetractionOf(section, kSays)));
  EXPECT_THAT(Through("SectionService/RetractSection", World::Nurse(),
                      RetractionOf(section, "別の児の記録"))
                  .status,
              IsOk());
}

TEST_F(SealedOriginTest, TheChildsOwnNameAndPlaceAreTaken) {
  ConfirmedOfChild(Profiled());
  for (const v1::Record& record :
       {Growth("氏名：架空太郎、生年月日：2026年11月20日"),
        Growth("母の氏名は病院だけが持つ"), Member(v1::PERSON_LABEL_CARER)}) {
    EXPECT_THAT(DraftOfChild(record).status, IsOk());
  }
}

// Who cannot know of the seal is told what it is told of any such text.
TEST_F(SealedOriginTest, ARefusalTellsNobodyElseOfASeal) {
  const Opening own = OpenFor(world_, child_, {});
  AddFamilySupport(world_, own);
  v1::DraftSectionRequest draft = DraftOf(child_, Growth(kSays));
  *draft.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  draft.set_case_(own.a_case);
  const Release release = Draft(draft, World::Worker());
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(CodeOf(release), v1::REFUSAL_CODE_FREE_TEXT_UNREVIEWED);
  EXPECT_FALSE(recorder_.Mentions(kName));
}

// The gateway cannot know of whom another's record speaks: the seal of a birth
// is hers and its child's alone.
TEST_F(SealedOriginTest, WithoutASealTheSameWordsAreStored) {
  const std::string other = Registered(world_, World::Nurse());
  EXPECT_THAT(Draft(DraftOf(other, Growth(kSays)), World::Nurse()).status,
              IsOk());
  EXPECT_TRUE(recorder_.Mentions(kName));
}

}  // namespace
}  // namespace tasuki::exchange
