#include "tests/property/history/needs.h"

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"

namespace tasuki::history {

World::Person ReaderNamed(const std::string& id) {
  for (const World::Person& one :
       {Nurse(), Worker(), Chief(), SocialWorker(), Doctor()}) {
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

std::vector<std::string> FactsInCase(const World::Person& reader) {
  if (reader.party == exchange::kHospital) return {kExists, kPregnancy};
  std::vector<std::string> facts = {kExists, kPregnancy, kReferral};
  if (reader.id != Chief().id) facts.push_back(kPlace);
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
         what == kPlace;
}

}  // namespace

std::vector<std::string> Needs(const World::Person& reader,
                               const std::string& name) {
  const Fact fact(name);
  const std::string& lane = fact.lane;
  std::vector<std::string> needs = {PersonSwitch(reader.id),
                                    PartySwitch(reader.party),
                                    CertificateSwitch(reader.party)};
  if (reader.id == Worker().id || reader.party == exchange::kHospital) {
    needs.push_back(TeamSwitch(lane, reader.party));
  }
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
  if (reader.id == SocialWorker().id) needs.push_back(HospitalSwitch(lane));
  if (reader.id == Doctor().id) needs.push_back(OpeningSwitch(lane));
  if (fact.what == kReferral || fact.what == kMessage) {
    needs.push_back(ReferralSwitch(lane));
  }
  if (fact.what == kPregnancy || fact.what == kCopy) {
    AddPregnancyNeeds(reader, lane, needs);
  }
  // Who asks for the copies acts for her.
  if (fact.what == kPlace || fact.what == kCopy) {
    needs.push_back(MeasureSwitch(lane));
  }
  if (fact.what == kCopy) needs.push_back(CopySwitch(fact.id));
  return needs;
}

}  // namespace tasuki::history
