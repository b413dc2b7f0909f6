// Cases, teams, councils and conferences.

#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

Difference ATeamEntry(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person member = draw.Chance(15) ? reader : OtherThan(reader, draw);
  const bool by_name = draw.Chance(50);
  return {[=](World& world) {
    AddToTeam(world, of.lead, of.a_case, member, by_name);
  }};
}

Difference NamedPersons(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person member = OtherThan(reader, draw);
  const auto add = [=](World& world, bool by_name) {
    AddToTeam(world, of.lead, of.a_case, member, by_name);
  };
  return {[=](World& world) { add(world, true); },
          [=](World& world) { add(world, false); }};
}

Difference AnEndOnTheTeam(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = base.cases.front();
  v1::EndTeamEntryRequest end;
  *end.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  end.set_case_(of.a_case);
  end.set_party(
      OtherThan(reader, draw, {Worker(), SocialWorker(), Officer(), Service()})
          .party);
  return {[=](World& world) { world.Do(of.lead, end); }};
}

Difference AnotherCaseOfHers(Draw& draw, const Base& base,
                             const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person lead = OtherThan(reader, draw, {of.lead, Nurse()});
  const v1::Record record = draw.Draw();
  return {[=](World& world) {
    const std::string opened =
        Opened(world, lead, of.subject, {}, v1::CASE_CLASS_SUPPORT);
    Stated(world, lead, of.subject, opened, record);
  }};
}

Difference SomebodyElsesCase(Draw& draw, const Base&, const Person& reader) {
  const Person lead =
      OtherThan(reader, draw, {Nurse(), Worker(), Officer(), Therapist()});
  const v1::Record record = draw.Draw();
  const int cases = 1 + draw.Below(3);
  const auto play = [=](World& world, int count) {
    for (int i = 0; i < count; ++i) {
      const std::string subject = Registered(world, lead);
      const std::string opened =
          Opened(world, lead, subject, {}, v1::CASE_CLASS_SPECIFIED_PREGNANCY);
      Stated(world, lead, subject, opened, record);
    }
  };
  const bool none = draw.Chance(50);
  return {[=](World& world) { play(world, cases); },
          [=](World& world) { play(world, none ? 0 : 1); }};
}

Difference CouncilRegistration(Draw& draw, const Base& base,
                               const Person& reader) {
  const Led& of = base.cases.front();
  std::vector<std::string> members;
  if (draw.Chance(50)) members = {OtherThan(reader, draw).party};
  return {[=](World& world) { Register(world, of.a_case, members); }};
}

Difference ASeries(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person organiser = OtherThan(reader, draw, {of.lead, Nurse()});
  const Person member = OtherThan(reader, draw);
  const v1::Record record = draw.Draw();
  return {[=](World& world) {
    const std::string series = SeriesOf(world, organiser, {member.party});
    const std::string section =
        Stated(world, of.lead, of.subject, of.a_case, record);
    Released(world, of.lead, series, section);
    const std::string meeting = Met(world, organiser, series);
    Join(world, member, meeting, &organiser);
  }};
}

// In the series that many attend. Also of a case of which nobody there may see
// anything.
Difference AnItem(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const v1::Record record = draw.Draw();
  const Person holder = OtherThan(reader, draw, {of.lead, SocialWorker()});
  const std::string series = draw.Chance(70) ? base.joint_series : base.series;
  const auto play = [=](World& world, bool released) {
    const std::string section =
        Stated(world, holder, of.subject, of.a_case, record);
    if (released) Released(world, holder, series, section);
  };
  return {[=](World& world) { play(world, true); },
          [=](World& world) { play(world, false); }};
}

Difference ManyItems(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = base.cases.front();
  const Person holder = OtherThan(reader, draw, {Nurse(), SocialWorker()});
  std::vector<v1::Record> records;
  for (int i = 0; i < 6; ++i) records.push_back(draw.Draw());
  return {[=](World& world) {
    for (const v1::Record& record : records) {
      Released(world, holder, base.joint_series,
               Stated(world, holder, of.subject, of.a_case, record));
    }
  }};
}

Difference AnAttendance(Draw& draw, const Base& base, const Person& reader) {
  const Person guest =
      OtherThan(reader, draw, {Worker(), SocialWorker(), Officer(), Service()});
  const bool confirmed = draw.Chance(50);
  return {[=](World& world) {
    Join(world, guest, base.meeting, confirmed ? &Nurse() : nullptr);
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInCases() {
  return {{"an entry of a team", ATeamEntry},
          {"persons named on a team", NamedPersons},
          {"an end on a team", AnEndOnTheTeam},
          {"another case of hers", AnotherCaseOfHers},
          {"cases of somebody else", SomebodyElsesCase},
          {"a registration in the council", CouncilRegistration},
          {"a series of others", ASeries},
          {"an item of a conference", AnItem},
          {"many items of a conference", ManyItems},
          {"an attendance", AnAttendance}};
}

}  // namespace tasuki::two_worlds
