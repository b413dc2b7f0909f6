#include "tests/property/two_worlds/base.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "tests/property/disclosure/random_record.h"
#include "tests/property/two_worlds/deeds.h"

namespace tasuki::two_worlds {
namespace {

using Records = disclosure::RandomRecords;

const std::vector<v1::Category> kUsual = {
    v1::CATEGORY_C01, v1::CATEGORY_C03, v1::CATEGORY_C05, v1::CATEGORY_C06,
    v1::CATEGORY_C07, v1::CATEGORY_C19, v1::CATEGORY_C24};

class Player {
 public:
  Player(World& world, uint64_t seed) : world_(world), draw_(seed) {}

  // From the first contact to a team.
  void PlaySeedCase(Base& base) {
    const std::string subject = Registered(world_, Service());
    std::vector<std::string> told = {
        Stated(world_, Service(), subject, "", SosContact("afraid of home")),
        Stated(world_, Service(), subject, "", Profile("Hanako Mihon"))};
    std::vector<std::string> recipients = {kMaternal};
    if (draw_.Chance(50)) recipients.push_back(kHospital);
    Consented(world_, Service(),
              TermsOf(world_, subject, {kService}, recipients, kUsual,
                      v1::LEVEL_FULL));
    const std::string message =
        Sent(world_, Service(),
             Sending(v1::MESSAGE_KIND_INFORMATION, kMaternal, subject, told));
    // What is the service's alone.
    SayThings(Service(), subject, "", 1);
    Drafted(world_, Service(), subject, "", draw_.Draw());
    const std::vector<std::string> copies = Accepted(world_, Nurse(), message);
    Lead(base, Nurse(), subject, copies);
    PlayTeam(base.cases.front());
  }

  // Cases that others lead, and subjects whom one party alone knows.
  void PlayOtherCases(Base& base) {
    for (const Person* lead : {&Nurse(), &Worker(), &Officer(), &Therapist()}) {
      if (lead != &Nurse() && draw_.Chance(30)) continue;
      Lead(base, *lead, Registered(world_, *lead), {});
      SayThings(*lead, base.cases.back().subject, base.cases.back().a_case, 2);
    }
    for (const Person& person :
         {SocialWorker(), Counsellor(), NurseryTeacher(), Service()}) {
      base.loose_subjects.push_back(Registered(world_, person));
      SayThings(person, base.loose_subjects.back(), "", 1);
    }
  }

  void PlayMessages(const Base& base) {
    const Led& seed = base.cases.front();
    AskedFor(world_, Worker(), kMaternal, seed.subject);
    AskedFor(world_, Worker(), kMaternal, seed.subject);
    AskedFor(world_, Service(), kMaternal, seed.subject);
    const std::string finding =
        Stated(world_, SocialWorker(), base.loose_subjects.front(), "",
               PregnancyOf("2027-02-03"));
    v1::SendMessageRequest inform =
        Sending(v1::MESSAGE_KIND_INFORMATION, kMaternal,
                base.loose_subjects.front(), {finding});
    inform.set_basis(v1::BASIS_CODE_CWA_21_10_5);
    inform.set_attempt(v1::CONSENT_ATTEMPT_NOT_ASKED);
    inform.set_attempt_reason("could not be reached");
    inform.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
    Sent(world_, SocialWorker(), inform);
  }

  void PlayConferences(Base& base) {
    const Led& seed = base.cases.front();
    base.series = SeriesOf(world_, Nurse(), {kFamily, kService});
    base.joint_series =
        SeriesOf(world_, Nurse(), {kFamily, kHospital, kGuidance, kService});
    v1::ConsentTerms terms =
        TermsOf(world_, seed.subject, {kMaternal},
                {kMaternal, kFamily, kHospital, kGuidance, kService}, kUsual,
                v1::LEVEL_REDUCED);
    terms.clear_purposes();
    terms.add_purposes(v1::PURPOSE_CONFERENCE);
    terms.add_series(base.joint_series);
    Consented(world_, Nurse(), terms);
    const std::string shown = Stated(world_, Nurse(), seed.subject, seed.a_case,
                                     PregnancyOf("2027-01-20"));
    for (const std::string& series : {base.series, base.joint_series}) {
      Released(world_, Nurse(), series, shown);
    }
    base.meeting = Met(world_, Nurse(), base.joint_series);
    Join(world_, Nurse(), base.meeting, &Nurse());
    for (const Person& person : {Worker(), SocialWorker(), Officer()}) {
      const Person* const by = draw_.Chance(75) ? &Nurse() : nullptr;
      if (draw_.Chance(75)) Join(world_, person, base.meeting, by);
    }
    Met(world_, Nurse(), base.series);
  }

  void PlayReports() {
    world_.Deliver(ReportOf("of the service", kService, kFamily, "crying"));
    world_.Deliver(ReportOf("of the nursery", kNursery, kGuidance, "bruises"));
  }

 private:
  void SayThings(const Person& person, const std::string& subject,
                 const std::string& a_case, int count) {
    for (int i = 0; i < count; ++i) {
      Stated(world_, person, subject, a_case, draw_.Draw());
    }
  }

  void Lead(Base& base, const Person& lead, const std::string& subject,
            const std::vector<std::string>& sections) {
    const v1::CaseClass a_class = draw_.Chance(60)
                                      ? v1::CASE_CLASS_SPECIFIED_PREGNANCY
                                      : v1::CASE_CLASS_SUPPORT;
    base.cases.push_back(
        {.subject = subject,
         .a_case = Opened(world_, lead, subject, sections, a_class),
         .lead = lead});
    CHECK(!base.cases.back().a_case.empty());
  }

  void PlayTeam(const Led& seed) {
    Stated(world_, Nurse(), seed.subject, seed.a_case, HomeVisit());
    SayThings(Nurse(), seed.subject, seed.a_case, 2);
    AddToTeam(world_, Nurse(), seed.a_case, Worker(), draw_.Chance(50));
    if (draw_.Chance(70)) {
      AddToTeam(world_, Nurse(), seed.a_case, SocialWorker(), draw_.Chance(60));
      Consented(world_, Nurse(),
                TermsOf(world_, seed.subject, {kMaternal, kHospital},
                        {kHospital, kMaternal}, kUsual,
                        draw_.Chance(50) ? v1::LEVEL_FULL : v1::LEVEL_REDUCED));
      SayThings(SocialWorker(), seed.subject, seed.a_case, 2);
      Stated(world_, SocialWorker(), seed.subject, seed.a_case,
             Profile("Hanako Mihon"));
    }
    if (draw_.Chance(50)) {
      AddToTeam(world_, Nurse(), seed.a_case, Coordinator(), true);
      Register(world_, seed.a_case, {kGuidance});
      SayThings(Officer(), seed.subject, seed.a_case, 2);
    }
    if (draw_.Chance(40)) {
      AddToTeam(world_, Nurse(), seed.a_case, Service(), true);
    }
    SayThings(Worker(), seed.subject, seed.a_case, 1);
  }

  World& world_;
  Records draw_;
};

}  // namespace

Base MakeBase(World& world, const std::string& folder, uint64_t seed) {
  world.Create(folder);
  Base base;
  base.folder = folder;
  Player player(world, seed);
  player.PlaySeedCase(base);
  player.PlayOtherCases(base);
  player.PlayMessages(base);
  player.PlayConferences(base);
  player.PlayReports();
  CHECK(world.Publish().ok());
  base.made = world.made();
  base.leaves = world.leaves();
  world.Close();
  return base;
}

}  // namespace tasuki::two_worlds
