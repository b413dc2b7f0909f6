// What everybody sees once the case is registered, and of the chief's sheets.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

// The centre sees what the members of the council exchange; not the copies that
// she allowed to the city's centre only.
void ShowToCgc(Expectations& expected) {
  const Actors cgc = {"cgc"};
  expected.See(cgc, "management", ManagementByName());
  expected.See(cgc, "visit", JointVisit().reduced);
  expected.See(cgc, "told", ToldForCgc());
  expected.See(cgc, "intention", HerIntention().reduced);
  expected.See(cgc, "family", FamilyForCgc());
  expected.See(cgc, "livelihood", MoneyForCgc());
  expected.See(cgc, "met-nurse",
               MilestoneReached(v1::MILESTONE_MET_CITY_NURSE).full);
  expected.See(cgc, "meeting", ShortMeeting().reduced);
  expected.See(cgc, "consultation", ConsultationSheet().full);
  expected.See(cgc, "pregnancy", FirstVisitFindings().reduced);
  expected.See(cgc, "signs", SignsForCgc());
  expected.Levels(cgc,
                  "C01○ C02◐ C03● C05● C07◐ C08○ C16◐ C17● C18◐ C19◐ C24○ "
                  "C25◐ C32● C33◐ | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
                  "ALIAS_ONLY");
  expected.Grounds(cgc,
                   "COUNCIL_EXCHANGE: C01 C02 C03 C05 C07 C08 C16 C17 C18 C19 "
                   "C24 C25 C32 C33");
}

}  // namespace

void ShowCouncilSights(Story& story) {
  Expectations& expected = story.expected();
  ShowToCgc(expected);
  // As a member it reads the letter on the council's ground.
  expected.LetterOf("consultation").grounds =
      "COUNCIL_EXCHANGE: C01 C03 C07 C18 C19";
  // Of the hospital's records, the judgement for named workers only.
  expected.See({"mh"}, "signs", SignsForNamedNurse());
  expected.LetterOf("form").grounds =
      "CONSENT: C07 C19; COUNCIL_EXCHANGE: C17 C18; CWA_21_10_5: C16";
  expected.LetterOf("form").otherwise["mh"] = {
      {{"signs", SignsForNamedNurse()}},
      "C07● C12◐ C16◐ C17◐ C18◐ C19◐ | CENTRE_ONLY STOP_AT_EXPIRY",
      "CONSENT: C07 C19; COUNCIL_EXCHANGE: C12 C17 C18; CWA_21_10_5: C16"};
  expected.See({"fs"}, "pregnancy", FirstVisitFindings().reduced);
  expected.See({"fs"}, "signs", SignsForFamilySupport());
  expected.See({"hospital"}, "consultation", ConsultationByName());
  expected.Levels({"mh"},
                  "C01● C02● C03● C05● C06● C07● C12◐ C16● C17● C18● C19● C24● "
                  "C25● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "STOP_AT_EXPIRY");
  expected.Levels({"fs"},
                  "C01● C02● C03● C05● C06◐ C07● C12◐ C16● C17● C18● C19● C24● "
                  "C25● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"hospital"},
                  "C01● C02● C03● C05● C07● C08● C12● C17● C18● C19● C24○ C25◐ "
                  "C31◐ C32● | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
                  "STOP_AT_EXPIRY");
  expected.Grounds(
      {"mh"},
      "CENTER_INTEGRATED: C01 C03 C19 C25; CONSENT: C07; COUNCIL_EXCHANGE: "
      "C12; OWN: C02 C05 C06 C16 C17 C18 C24 C31 C32 C33");
  expected.Grounds({"fs"},
                   "CENTER_INTEGRATED: C02 C05 C06 C16 C17 C24 C31 C32 C33; "
                   "COUNCIL_EXCHANGE: C12; OWN: C01 C03 C07 C18 C19 C25");
  expected.Grounds({"hospital"},
                   "CONSENT: C02 C05 C25 C31 C32; COUNCIL_EXCHANGE: C01 C03 "
                   "C24; OWN: C07 C08 C12 C17 C18 C19");
}

void ShowSheetInside(Story& story) {
  Expectations& expected = story.expected();
  const Written sheet = SupervisionSheet();
  expected.See({"mh", "fs", "sup", "cgc"}, "sheet", sheet.full);
  // Not named on the team: nothing of the assessment.
  expected.See({"mh-clerk", "midwife"}, "sheet", SheetWithoutRisk());
  expected.See({"coord"}, "sheet", SheetForCoordinator());
  expected.Levels({"mh"},
                  "C01● C02● C03● C05● C06● C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY "
                  "STOP_AT_EXPIRY");
  expected.Levels({"fs"},
                  "C01● C02● C03● C05● C06◐ C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"sup"},
                  "C01● C02● C03● C05● C06● C07● C12● C16● C17● C18● C19● C24● "
                  "C25● C31● C32● C33● | OBEY_SAFE_CONTACT CENTRE_ONLY");
  expected.Levels({"coord"}, "C01● C03● C12◐ C24● | CENTRE_ONLY");
  expected.Levels({"cgc"},
                  "C01○ C02◐ C03● C05● C07◐ C08○ C12● C16◐ C17● C18◐ C19◐ C24○ "
                  "C25◐ C32● C33◐ | OBEY_SAFE_CONTACT NO_ONWARD_SHARING "
                  "ALIAS_ONLY");
  expected.Grounds({"mh"},
                   "CENTER_INTEGRATED: C01 C03 C12 C19 C25; CONSENT: C07; OWN: "
                   "C02 C05 C06 C16 C17 C18 C24 C31 C32 C33");
  expected.Grounds({"fs"},
                   "CENTER_INTEGRATED: C02 C05 C06 C12 C16 C17 C24 C31 C32 "
                   "C33; OWN: C01 C03 C07 C18 C19 C25");
  expected.Grounds({"sup"},
                   "CENTER_INTEGRATED: C01 C02 C03 C05 C06 C07 C16 C17 C18 C19 "
                   "C24 C25 C31 C32 C33; OWN: C12");
  expected.Grounds({"coord"}, "CENTER_INTEGRATED: C01 C03 C12 C24");
  expected.Grounds({"cgc"},
                   "COUNCIL_EXCHANGE: C01 C02 C03 C05 C07 C08 C12 C16 C17 C18 "
                   "C19 C24 C25 C32 C33");
}

}  // namespace tasuki::scenario
