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

std::string PreviewSwitch(const std::string& lane) {
  return absl::StrCat("preview to the hospital in ", lane);
}

std::string FactOf(const std::string& lane, const std::string& what) {
  return absl::StrCat(lane, "/", what);
}

std::vector<std::string> FactsInCase(const World::Person& reader) {
  if (reader.party == exchange::kHospital) return {kExists, kPregnancy};
  return {kExists, kPregnancy, kReferral};
}

std::vector<std::string> Needs(const World::Person& reader,
                               const std::string& fact) {
  const std::string lane = fact.substr(0, fact.find('/'));
  const std::string what = fact.substr(fact.find('/') + 1);
  std::vector<std::string> needs = {PersonSwitch(reader.id),
                                    PartySwitch(reader.party),
                                    CertificateSwitch(reader.party)};
  // A consent is read by a recipient as long as it works for her.
  if (what == kActive) {
    const size_t space = lane.find(' ');
    needs.push_back(TeamSwitch(lane.substr(0, space), reader.party));
    needs.push_back(absl::StrCat(kActive, lane.substr(space)));
    return needs;
  }
  if (reader.id == Worker().id || reader.party == exchange::kHospital) {
    needs.push_back(TeamSwitch(lane, reader.party));
  }
  // A hold leaves what is hers to the holder, and gives way to danger to life.
  const bool holds = reader.id == Nurse().id && what != kMessage;
  if (!holds && reader.id != Doctor().id) needs.push_back(HoldSwitch(lane));
  if (reader.id == SocialWorker().id) needs.push_back(HospitalSwitch(lane));
  if (reader.id == Doctor().id) needs.push_back(OpeningSwitch(lane));
  if (what == kReferral || what == kMessage) {
    needs.push_back(ReferralSwitch(lane));
  }
  // The tight policy keeps the pregnancy with its holder.
  if (what == kPregnancy && reader.id != Nurse().id) {
    needs.push_back(kPolicySwitch);
    if (reader.id == SocialWorker().id) needs.push_back(PreviewSwitch(lane));
  }
  return needs;
}

}  // namespace tasuki::history
