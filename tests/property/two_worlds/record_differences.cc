// Sections: what they say, and whether they are there.

#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/property/disclosure/reference_construction.h"
#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

// Somebody who may have something to say in this case.
Person Writer(const Led& of, const Person& reader, Draw& draw) {
  return OtherThan(
      reader, draw,
      {of.lead, of.lead, SocialWorker(), Worker(), Officer(), Service()});
}

Deed Saying(const Person& person, const std::string& subject,
            const std::string& a_case, const v1::Record& record,
            const Marks& marks = {}) {
  return [=](World& world) {
    Stated(world, person, subject, a_case, record, marks);
  };
}

Marks SomeMarks(Draw& draw) {
  Marks marks{.implies_place = draw.Chance(20),
              .third_party_harm = draw.Chance(20),
              .child_relevant = draw.Chance(30)};
  if (draw.Chance(30)) marks.concerned = {kHospital, kGuidance, kFamily};
  return marks;
}

Difference AnotherValue(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  const v1::Record one = draw.Draw();
  v1::Record other = draw.DrawLike(one);
  if (draw.Chance(60)) {
    other = one;
    draw.ChangeUnderReduction(disclosure::GroupIn(other));
  }
  const Marks marks = SomeMarks(draw);
  return {Saying(writer, of.subject, of.a_case, one, marks),
          Saying(writer, of.subject, of.a_case, other, marks)};
}

// What she said, summed up by its holder in the same words.
Difference OtherWords(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = base.cases.front();
  const Person writer = OtherThan(reader, draw, {of.lead, SocialWorker()});
  return {Saying(writer, of.subject, of.a_case, SosContact("he hits me")),
          Saying(writer, of.subject, of.a_case, SosContact("I am fine"))};
}

Difference ASection(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  return {Saying(Writer(of, reader, draw), of.subject, of.a_case, draw.Draw(),
                 SomeMarks(draw))};
}

Difference OtherMarks(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  const v1::Record record = draw.Draw();
  return {Saying(writer, of.subject, of.a_case, record, SomeMarks(draw)),
          Saying(writer, of.subject, of.a_case, record, SomeMarks(draw))};
}

Difference MoreSections(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  std::vector<v1::Record> records;
  for (int i = 0; i < 4; ++i) records.push_back(draw.Draw());
  const auto say = [=](World& world, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      Stated(world, writer, of.subject, of.a_case, records[i]);
    }
  };
  return {[=](World& world) { say(world, 4); },
          [=](World& world) { say(world, 1); }};
}

Difference ADraft(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  const v1::Record record = draw.Draw();
  return {[=](World& world) {
    Drafted(world, writer, of.subject, of.a_case, record);
  }};
}

Difference AnotherName(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  return {Saying(writer, of.subject, of.a_case, Profile("Hanako Mihon")),
          Saying(writer, of.subject, of.a_case, Profile("Yuki Betsuno"))};
}

// One way to reach her that is allowed in one world and not in the other.
Difference AnotherContactRule(Draw& draw, const Base& base,
                              const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = Writer(of, reader, draw);
  v1::Record one = Profile("Hanako Mihon");
  v1::Record other = one;
  other.mutable_subject_profile()->mutable_safe_contact_rules(0)->set_allowed(
      false);
  if (draw.Chance(50)) {
    other.mutable_subject_profile()->clear_safe_contact_rules();
  }
  return {Saying(writer, of.subject, of.a_case, one),
          Saying(writer, of.subject, of.a_case, other)};
}

Difference OfNoCase(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer =
      OtherThan(reader, draw, {Service(), of.lead, SocialWorker()});
  return {Saying(writer, of.subject, "", draw.Draw())};
}

Difference ConfidentialBirth(Draw& draw, const Base& base,
                             const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person writer = OtherThan(reader, draw, {SocialWorker(), of.lead});
  const std::string a_case = draw.Chance(70) ? of.a_case : "";
  return {Saying(writer, of.subject, a_case,
                 BirthPlan(v1::BIRTH_MODE_CONFIDENTIAL)),
          Saying(writer, of.subject, a_case, BirthPlan(v1::BIRTH_MODE_NAMED))};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInRecords() {
  return {{"another value in a section", AnotherValue},
          {"other words under one summary", OtherWords},
          {"another section", ASection},
          {"other marks of a section", OtherMarks},
          {"more sections", MoreSections},
          {"a draft", ADraft},
          {"another name in a profile", AnotherName},
          {"another rule of contact", AnotherContactRule},
          {"a section of no case", OfNoCase},
          {"a confidential birth", ConfidentialBirth}};
}

}  // namespace tasuki::two_worlds
