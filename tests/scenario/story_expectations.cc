#include "tests/scenario/story_expectations.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gateway/base/check.h"

namespace tasuki::scenario {
namespace {

template <typename Map>
auto& In(Map& map, const std::string& nick) {
  const auto found = map.find(nick);
  CHECK(found != map.end());
  return found->second;
}

}  // namespace

void Expectations::KnowSubject(const Actors& actors, const std::string& alias) {
  for (const std::string& actor : actors) {
    subjects_[actor].set_name(places_.subject);
    subjects_[actor].set_alias(alias);
  }
}

void Expectations::AddConsent(const std::string& nick,
                              const std::string& name) {
  consents_[nick] = name;
  places_.consents.push_back(name);
}

const std::string& Expectations::NameOfConsent(const std::string& nick) const {
  return In(consents_, nick);
}

void Expectations::KnowConsent(const Actors& actors, const std::string& nick,
                               v1::ConsentState state) {
  for (const std::string& actor : actors) {
    consent_of_[actor][In(consents_, nick)] = state;
  }
}

void Expectations::ForgetConsents(const std::string& actor) {
  consent_of_.erase(actor);
}

void Expectations::Place(const std::string& nick, const v1::Section& section) {
  sections_[nick] = section;
}

const std::string& Expectations::NameOf(const std::string& nick) const {
  return In(sections_, nick).name();
}

const v1::Section& Expectations::SectionOf(const std::string& nick) const {
  return In(sections_, nick);
}

void Expectations::Bind(const std::string& nick) {
  In(sections_, nick).set_case_(places_.a_case);
}

void Expectations::See(const Actors& actors, const std::string& nick,
                       const v1::Record& record) {
  In(sections_, nick);
  for (const std::string& actor : actors) seen_[actor][nick] = record;
}

void Expectations::Lose(const Actors& actors, const std::string& nick) {
  for (const std::string& actor : actors) seen_[actor].erase(nick);
}

void Expectations::Levels(const Actors& actors, const std::string& levels) {
  for (const std::string& actor : actors) {
    levels_[actor] = levels;
    grounds_.erase(actor);
  }
}

void Expectations::Grounds(const Actors& actors, const std::string& grounds) {
  for (const std::string& actor : actors) grounds_[actor] = grounds;
}

void Expectations::Drop(const Actors& actors, const std::string& word) {
  for (const std::string& actor : actors) {
    std::vector<std::string> words = absl::StrSplit(levels_[actor], ' ');
    const auto found = std::find(words.begin(), words.end(), word);
    CHECK(found != words.end());
    words.erase(found);
    Levels({actor}, absl::StrJoin(words, " "));
  }
}

void Expectations::Gain(const std::string& actor, const std::string& word) {
  std::vector<std::string> words = absl::StrSplit(levels_[actor], ' ');
  const auto next = std::find_if(
      words.begin(), words.end(),
      [&](const std::string& one) { return one == "|" || one > word; });
  words.insert(next, word);
  Levels({actor}, absl::StrJoin(words, " "));
}

void Expectations::ThroughRelay(const std::string& actor,
                                const std::string& party) {
  std::string& levels = levels_[actor];
  const bool first = !absl::StrContains(levels, '|');
  absl::StrAppend(&levels, first ? " | " : " ", "CONTACT_THROUGH_RELAY via ",
                  party);
}

void Expectations::Deliver(const std::string& nick, Letter letter) {
  places_.messages.push_back(letter.header.name());
  letters_[nick] = std::move(letter);
  letter_order_.push_back(nick);
}

Expectations::Letter& Expectations::LetterOf(const std::string& nick) {
  return In(letters_, nick);
}

v1::Section Expectations::SectionFor(const Actor& actor,
                                     const std::string& nick,
                                     const v1::Record& record) const {
  v1::Section section = In(sections_, nick);
  if (actor.party != section.holder()) {
    section.clear_origin();
    section.clear_onward_rule();
  }
  *section.mutable_record() = record;
  return section;
}

v1::Case Expectations::CaseFor(const Actor& actor) const {
  std::vector<v1::Section> sections;
  const auto seen = seen_.find(actor.name);
  if (seen != seen_.end()) {
    for (const auto& [nick, record] : seen->second) {
      sections.push_back(SectionFor(actor, nick, record));
    }
  }
  const auto key = [](const v1::Section& section) {
    return std::make_tuple(section.holder(), section.kind(), section.name());
  };
  std::sort(sections.begin(), sections.end(),
            [&](const v1::Section& a, const v1::Section& b) {
              return key(a) < key(b);
            });
  v1::Case a_case;
  a_case.set_name(places_.a_case);
  *a_case.mutable_sections() = {sections.begin(), sections.end()};
  return a_case;
}

void Expectations::AddMessages(const Actor& actor, Sight& sight) const {
  for (const std::string& order : letter_order_) {
    const Letter& letter = In(letters_, order);
    const bool receives = letter.header.recipient() == actor.party;
    if (!receives && letter.header.sender() != actor.party) continue;
    const std::string& name = letter.header.name();
    v1::MessageHeader& header = *sight.messages[name].mutable_header();
    header = letter.header;
    // Into which case it was taken is the recipient's own.
    if (!receives) header.clear_case_();
    sight.message_levels[name] = "";
    if (!receives) continue;
    sight.inbox.push_back(letter.header);
    const auto other = letter.otherwise.find(actor.name);
    const Content content =
        other == letter.otherwise.end()
            ? Content{letter.sections, letter.levels, letter.grounds}
            : other->second;
    sight.message_levels[name] = content.levels;
    sight.message_grounds[name] = content.grounds;
    for (const auto& [nick, record] : content.sections) {
      v1::Section section = SectionFor(actor, nick, record);
      // The sender's case is the sender's to speak of.
      if (section.holder() != actor.party) section.clear_case_();
      *sight.messages[name].add_sections() = section;
    }
  }
}

Sight Expectations::For(const Actor& actor) const {
  Sight sight;
  sight.shut_out = shut_out_.count(actor.name) > 0;
  // An officer has no inbox and no case.
  if (sight.shut_out) return sight;
  const auto subject = subjects_.find(actor.name);
  if (subject != subjects_.end()) sight.subject = subject->second;
  const auto consents = consent_of_.find(actor.name);
  if (consents != consent_of_.end()) sight.consents = consents->second;
  const auto levels = levels_.find(actor.name);
  if (levels != levels_.end() && !levels->second.empty()) {
    sight.listed_cases = {places_.a_case};
    sight.a_case = CaseFor(actor);
    sight.case_levels = levels->second;
    const auto grounds = grounds_.find(actor.name);
    if (grounds != grounds_.end()) sight.case_grounds = grounds->second;
  }
  AddMessages(actor, sight);
  return sight;
}

}  // namespace tasuki::scenario
