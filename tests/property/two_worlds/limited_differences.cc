// What stands behind one limit each, with everything else in its favour: who
// forgets that limit shows it.

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

// Only consent opens it to others.
v1::Record Money(const std::string& employer) {
  v1::Record record;
  record.mutable_livelihood()->set_income(v1::INCOME_STATE_NONE);
  record.mutable_livelihood()->set_employer(employer);
  return record;
}

v1::ConsentTerms ToEverybody(const World& world, const std::string& subject,
                             const std::vector<std::string>& holders,
                             v1::Level level) {
  std::vector<std::string> everybody;
  for (const Person& person : Everybody()) {
    const bool known = !everybody.empty() && everybody.back() == person.party;
    if (!known) everybody.push_back(person.party);
  }
  return TermsOf(world, subject, holders, everybody,
                 {v1::CATEGORY_C01, v1::CATEGORY_C02, v1::CATEGORY_C03,
                  v1::CATEGORY_C07, v1::CATEGORY_C16},
                 level);
}

// `say` with one value in the first world and with another one in the second.
Difference Saying(const std::function<void(World&, const std::string&)>& say,
                  const std::string& one, const std::string& other) {
  return {[=](World& world) { say(world, one); },
          [=](World& world) { say(world, other); }};
}

// Somebody else who knows her and works on the case: the hospital knows the
// first one only.
Person Holder(const Base& base, const Led& of, const Person& reader,
              Draw& draw) {
  if (&of != &base.cases.front()) return OtherThan(reader, draw, {of.lead});
  return OtherThan(reader, draw, {of.lead, of.lead, SocialWorker()});
}

// Where she lives, under a measure.
Difference AProtectedAddress(Draw& draw, const Base& base,
                             const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person holder = Holder(base, of, reader, draw);
  return Saying(
      [=](World& world, const std::string& address) {
        Consented(
            world, holder,
            ToEverybody(world, of.subject, {holder.party}, v1::LEVEL_FULL));
        v1::Record record = Profile("Hanako Mihon");
        v1::SubjectProfile& profile = *record.mutable_subject_profile();
        profile.set_resident_address(address);
        profile.mutable_address_protection()->set_active(true);
        Stated(world, holder, of.subject, of.a_case, record);
      },
      "Kita 1-2-3", "Minami 45-6 Mihon-so 708");
}

// Two days of one part of a month, and consent to no more than that.
Difference ADayWithinItsReduction(Draw& draw, const Base& base,
                                  const Person& reader) {
  const Led& of = base.cases.front();
  const Person holder = Holder(base, of, reader, draw);
  return Saying(
      [=](World& world, const std::string& day) {
        Consented(
            world, holder,
            ToEverybody(world, of.subject, {holder.party}, v1::LEVEL_REDUCED));
        Stated(world, holder, of.subject, of.a_case, PregnancyOf(day));
      },
      "2027-01-23", "2027-01-25");
}

Difference UnderAWithdrawnConsent(Draw& draw, const Base& base,
                                  const Person& reader) {
  const Led& of = base.cases.front();
  const Person holder = Holder(base, of, reader, draw);
  return Saying(
      [=](World& world, const std::string& employer) {
        v1::WithdrawConsentRequest withdraw;
        *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
        withdraw.set_name(Consented(
            world, holder,
            ToEverybody(world, of.subject, {holder.party}, v1::LEVEL_FULL)));
        world.Do(holder, withdraw);
        Stated(world, holder, of.subject, of.a_case, Money(employer));
      },
      "a shop", "a bakery in the next town");
}

// She told the lead; the hospital, which holds it, was not asked yet.
Difference UnderAnUnconfirmedConsent(Draw&, const Base& base, const Person&) {
  const Led& of = base.cases.front();
  return Saying(
      [=](World& world, const std::string& employer) {
        Consented(
            world, of.lead,
            ToEverybody(world, of.subject,
                        {of.lead.party, SocialWorker().party}, v1::LEVEL_FULL));
        Stated(world, SocialWorker(), of.subject, of.a_case, Money(employer));
      },
      "a shop", "a bakery in the next town");
}

// The service told maternal health alone; what that holds itself, all may know.
Difference InACopy(Draw&, const Base& base, const Person&) {
  const Led& of = base.cases.front();
  return Saying(
      [=](World& world, const std::string& employer) {
        v1::ConsentTerms terms =
            ToEverybody(world, of.subject, {kService}, v1::LEVEL_FULL);
        terms.clear_recipients();
        terms.add_recipients(kMaternal);
        terms.set_onward_rule(v1::ONWARD_RULE_NONE);
        Consented(world, Service(), terms);
        Consented(
            world, of.lead,
            ToEverybody(world, of.subject, {of.lead.party}, v1::LEVEL_FULL));
        const std::string section =
            Stated(world, Service(), of.subject, "", Money(employer));
        Accepted(world, Nurse(),
                 Sent(world, Service(),
                      Sending(v1::MESSAGE_KIND_INFORMATION, kMaternal,
                              of.subject, {section})),
                 of.a_case);
      },
      "a shop", "a bakery in the next town");
}

// Of the reader's party others are named on the team of a new case.
Difference WhereOthersAreNamed(Draw& draw, const Base&, const Person& reader) {
  const Person lead = OtherThan(reader, draw, {Nurse(), Officer()});
  Person named = reader;
  const std::pair<const char*, const char*> colleagues[] = {
      {"p-phn-2", kMaternal},      {"p-sec-1", kFamily},
      {"p-mc-1", kDevelopment},    {"p-cpsy-1", kGuidance},
      {"p-ob-nurse-1", kHospital}, {"p-npo-2", kService}};
  for (const auto& [id, party] : colleagues) {
    if (party == reader.party) named.id = id;
  }
  return Saying(
      [=](World& world, const std::string& employer) {
        const std::string subject = Registered(world, lead);
        const std::string a_case =
            Opened(world, lead, subject, {}, v1::CASE_CLASS_SUPPORT);
        AddToTeam(world, lead, a_case, named, /*by_name=*/true);
        Consented(world, lead,
                  ToEverybody(world, subject, {lead.party}, v1::LEVEL_FULL));
        Stated(world, lead, subject, a_case, Money(employer));
      },
      "a shop", "a bakery in the next town");
}

// Released to a conference, and nobody there may see anything of that case.
Difference AnItemThatNobodySees(Draw&, const Base& base, const Person& reader) {
  const auto others = std::find_if(
      std::next(base.cases.begin()), base.cases.end(),
      [&](const Led& led) { return led.lead.party != reader.party; });
  const Led& of = others == base.cases.end() ? base.cases.back() : *others;
  const auto play = [=](World& world, bool released) {
    const std::string section = Stated(world, of.lead, of.subject, of.a_case,
                                       PregnancyOf("2027-01-20"));
    if (released) Released(world, of.lead, base.joint_series, section);
  };
  return {[=](World& world) { play(world, true); },
          [=](World& world) { play(world, false); }};
}

// Another one's draft, which the reader asks for by its name.
Difference ADraftOfAnother(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Holder(base, of, reader, draw);
  return {[=](World& world) {
    Drafted(world, writer, of.subject, of.a_case, PregnancyOf("2027-01-20"));
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesBehindLimits() {
  return {{"an address under protection", AProtectedAddress},
          {"a day within its reduction", ADayWithinItsReduction},
          {"money under a withdrawn consent", UnderAWithdrawnConsent},
          {"money under a consent that its holder has not confirmed",
           UnderAnUnconfirmedConsent},
          {"money in a copy that goes no further", InACopy},
          {"money in a case where others are named", WhereOthersAreNamed},
          {"an item that nobody there may see", AnItemThatNobodySees},
          {"a draft of somebody else", ADraftOfAnother}};
}

}  // namespace tasuki::two_worlds
