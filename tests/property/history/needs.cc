#include "tests/property/history/needs.h"

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"

namespace tasuki::history {

World::Person ReaderNamed(const std::string& id) {
  for (const World::Person& one : {Nurse(), Worker(), Chief(), SocialWorker(),
                                   Doctor(), WelfareOfficer()}) {
    if (one.id == id) return one;
  }
  CHECK(false);
}

std::string PersonSwitch(const std::string& id) {
  return absl::StrCat("person ", id);
}
std::string PartySwitch(const std::string& party) {
  return absl::StrCat("party ", party);
}
std::string CertificateSwitch(const std::string& party) {
  return absl::StrCat("certificate of ", party);
}
std::string TeamSwitch(const std::string& lane, const std::string& party) {
  return absl::StrCat("team of ", lane, ": ", party);
}
std::string ReferralSwitch(const std::string& lane) {
  return absl::StrCat("consent to the referral of ", lane);
}
std::string HospitalSwitch(const std::string& lane) {
  return absl::StrCat("consent to the hospital in ", lane);
}

std::string AgreedSwitch(const std::string& lane) {
  return absl::StrCat("pregnancy in the consent to the hospital in ", lane);
}

std::string PurposeSwitch(const std::string& lane) {
  return absl::StrCat("support in the consent to the hospital in ", lane);
}

std::string ReferralPurposeSwitch(const std::string& lane) {
  return absl::StrCat("support in the consent to the referral of ", lane);
}

std::string WillSwitch(const std::string& lane) {
  return absl::StrCat("no will of the child against it in ", lane);
}

std::string OpenSwitch(const std::string& lane) {
  return absl::StrCat("case open in ", lane);
}

std::string AccessSwitch(const std::string& lane) {
  return absl::StrCat("access period in ", lane);
}

std::string CouncilSwitch(const std::string& lane) {
  return absl::StrCat("registered with the guidance centre: ", lane);
}

std::string ClassSwitch(const std::string& lane) {
  return absl::StrCat("class shared in ", lane);
}

std::string ProtectionSwitch(const std::string& lane) {
  return absl::StrCat("class of protection in ", lane);
}

std::string ReleaseSwitch(const std::string& lane) {
  return absl::StrCat("health released in ", lane);
}

std::string PlanSwitch(const std::string& lane, const std::string& number) {
  return absl::StrCat("no upgrade after plan ", number, " of ", lane);
}

std::string OpeningSwitch(const std::string& lane) {
  return absl::StrCat("opening for danger to life in ", lane);
}

std::string HoldSwitch(const std::string& lane) {
  return absl::StrCat("no legal hold in ", lane);
}

std::string RecordSwitch(const std::string& lane) {
  return absl::StrCat("record of the pregnancy in ", lane);
}

std::string SealSwitch(const std::string& lane) {
  return absl::StrCat("no seal in ", lane);
}

std::string NewerSwitch(const std::string& lane) {
  return absl::StrCat("record not older than a seal in ", lane);
}

std::string MeasureSwitch(const std::string& lane) {
  return absl::StrCat("no measure for her address in ", lane);
}

std::string CopySwitch(const std::string& id) {
  return absl::StrCat("decision on the copy ", id);
}

std::string ActiveSwitch(const std::string& id) {
  return absl::StrCat("consent ", id);
}

std::string PreviewSwitch(const std::string& lane) {
  return absl::StrCat("preview to the hospital in ", lane);
}

std::string FactOf(const std::string& lane, const std::string& what) {
  return absl::StrCat(lane, "/", what);
}

std::string FactOf(const std::string& lane, const std::string& id,
                   const std::string& what) {
  return absl::StrCat(lane, " ", id, "/", what);
}

std::vector<std::string> FactsInCase(const World::Person& reader,
                                     bool council) {
  // Members of the council know of a case without her consent.
  if (council && reader.id == SocialWorker().id) return {kPregnancy};
  if (reader.party == exchange::kHospital || reader.id == WelfareOfficer().id) {
    return {kExists, kPregnancy};
  }
  std::vector<std::string> facts = {kExists, kPregnancy, kReferral};
  if (reader.id != Chief().id) facts.push_back(kPlace);
  if (reader.id == Worker().id) facts.push_back(kHealth);
  return facts;
}

namespace {

// The parts of a fact's name.
struct Fact {
  explicit Fact(const std::string& name)
      : lane(name.substr(0, name.find_first_of(" /"))),
        what(name.substr(name.find('/') + 1)) {
    const size_t space = name.find(' ');
    if (space != std::string::npos) {
      id = name.substr(space + 1, name.find('/') - space - 1);
    }
  }
  std::string lane, id, what;
};

// What the record of the pregnancy needs to be there and to be shown to
// others. The tight policy keeps it with its holder.
void AddPregnancyNeeds(const World::Person& reader, const std::string& lane,
                       std::vector<std::string>& needs) {
  needs.push_back(RecordSwitch(lane));
  if (reader.id == Nurse().id) return;
  needs.push_back(NewerSwitch(lane));
  needs.push_back(kPolicySwitch);
  if (reader.id == SocialWorker().id) needs.push_back(PreviewSwitch(lane));
}

// What else is hers needs no seal, but for its holder.
bool IsFrozenBySeal(const std::string& what) {
  return what == kReferral || what == kMessage || what == kContact ||
         what == kPlace || what == kHealth;
}

// Where the reader stands: on the team, or in the council.
void AddStandingNeeds(const World::Person& reader, const Fact& fact,
                      std::vector<std::string>& needs) {
  if (reader.id == Worker().id || reader.party == exchange::kHospital) {
    needs.push_back(TeamSwitch(fact.lane, reader.party));
  }
  if (reader.id == WelfareOfficer().id) {
    needs.push_back(CouncilSwitch(fact.lane));
    if (fact.what != kExists) needs.push_back(ClassSwitch(fact.lane));
  }
  // A message came before there was a case, and who may have a copy may have it
  // of a closed one.
  if (fact.what != kMessage && fact.what != kCopy) {
    needs.push_back(AccessSwitch(fact.lane));
  }
  if (fact.what == kTaken) needs.push_back(OpenSwitch(fact.lane));
}

// What she agreed to, where the reader has nothing else; and what a child of
// fifteen says to that.
void AddConsentNeeds(const World::Person& reader, const Fact& fact,
                     std::vector<std::string>& needs) {
  const std::string& lane = fact.lane;
  if (reader.id == SocialWorker().id) {
    needs.push_back(HospitalSwitch(lane));
    needs.push_back(PurposeSwitch(lane));
    needs.push_back(WillSwitch(lane));
    if (fact.what == kPregnancy) needs.push_back(AgreedSwitch(lane));
  }
  if (fact.what == kMessage) needs.push_back(WillSwitch(lane));
  if (fact.what == kReferral) needs.push_back(ReferralPurposeSwitch(lane));
  if (fact.what == kReferral || fact.what == kMessage) {
    needs.push_back(ReferralSwitch(lane));
    needs.push_back(kWeeksSwitch);
  }
}

}  // namespace

std::vector<std::string> Needs(const World::Person& reader,
                               const std::string& name) {
  const Fact fact(name);
  const std::string& lane = fact.lane;
  std::vector<std::string> needs = {PersonSwitch(reader.id),
                                    PartySwitch(reader.party),
                                    CertificateSwitch(reader.party)};
  AddStandingNeeds(reader, fact, needs);
  // A consent is read by a recipient as long as it works for her.
  if (fact.what == kActive) {
    needs.push_back(ActiveSwitch(fact.id));
    return needs;
  }
  // A hold and a seal leave what is hers to the holder; a hold gives way to
  // danger to life.
  const bool holds = reader.id == Nurse().id && fact.what != kMessage;
  if (!holds && reader.id != Doctor().id) needs.push_back(HoldSwitch(lane));
  if (!holds && IsFrozenBySeal(fact.what)) needs.push_back(SealSwitch(lane));
  AddConsentNeeds(reader, fact, needs);
  if (reader.id == Doctor().id) needs.push_back(OpeningSwitch(lane));
  if (fact.what == kHealth) needs.push_back(ReleaseSwitch(lane));
  if (fact.what == kPlan) {
    needs.push_back(ProtectionSwitch(lane));
    needs.push_back(PlanSwitch(lane, fact.id));
  }
  if (fact.what == kPregnancy || fact.what == kCopy) {
    AddPregnancyNeeds(reader, lane, needs);
  }
  // Who asks for the copies acts for her.
  if (fact.what == kPlace || fact.what == kCopy) {
    needs.push_back(MeasureSwitch(lane));
  }
  if (fact.what == kCopy) {
    needs.push_back(CopySwitch(fact.id));
    needs.push_back(kWeeksSwitch);
  }
  return needs;
}

}  // namespace tasuki::history
