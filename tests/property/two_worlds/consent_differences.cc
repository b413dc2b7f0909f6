// Consents: whether there is one, what it says, and what became of it.

#include <utility>

#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

std::vector<v1::Category> SomeCategories(Draw& draw) {
  std::vector<v1::Category> categories = {v1::CATEGORY_C01};
  for (const v1::Category category :
       {v1::CATEGORY_C03, v1::CATEGORY_C05, v1::CATEGORY_C06, v1::CATEGORY_C07,
        v1::CATEGORY_C12, v1::CATEGORY_C15, v1::CATEGORY_C16, v1::CATEGORY_C19,
        v1::CATEGORY_C24}) {
    if (draw.Chance(50)) categories.push_back(category);
  }
  return categories;
}

// Of these parties the reader's is one only by chance.
std::vector<std::string> SomeRecipients(Draw& draw, const Person& recorder,
                                        const Person& reader) {
  std::vector<std::string> parties;
  for (const Person& person : Everybody()) {
    const int percent = person.party == reader.party ? 15 : 35;
    const bool known = !parties.empty() && parties.back() == person.party;
    if (person.party != recorder.party && !known && draw.Chance(percent)) {
      parties.push_back(person.party);
    }
  }
  if (parties.empty()) parties = {kWomen};
  return parties;
}

struct Recorder {
  Person person;
  std::string subject;
};
Recorder SomeRecorder(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  if (draw.Chance(50)) {
    return {OtherThan(reader, draw, {Service(), Nurse()}),
            base.cases.front().subject};
  }
  return {OtherThan(reader, draw, {of.lead}), of.subject};
}

// To be granted in a world: its clock says until when.
Deed Granting(const Recorder& recorder,
              const std::vector<std::string>& recipients,
              const std::vector<v1::Category>& categories, v1::Level level) {
  return [=](World& world) {
    Consented(world, recorder.person,
              TermsOf(world, recorder.subject, {recorder.person.party},
                      recipients, categories, level));
  };
}

Difference AConsent(Draw& draw, const Base& base, const Person& reader) {
  const Recorder recorder = SomeRecorder(draw, base, reader);
  return {Granting(recorder, SomeRecipients(draw, recorder.person, reader),
                   SomeCategories(draw), v1::LEVEL_FULL)};
}

Difference OtherTerms(Draw& draw, const Base& base, const Person& reader) {
  const Recorder recorder = SomeRecorder(draw, base, reader);
  const auto recipients = SomeRecipients(draw, recorder.person, reader);
  return {
      Granting(recorder, recipients, SomeCategories(draw), v1::LEVEL_FULL),
      Granting(recorder, recipients, SomeCategories(draw), v1::LEVEL_REDUCED)};
}

// It names others as holders too, the reader's party perhaps, as one that never
// heard of her.
Difference ForSeveralHolders(Draw& draw, const Base& base,
                             const Person& reader) {
  const Recorder recorder = SomeRecorder(draw, base, reader);
  const auto recipients = SomeRecipients(draw, recorder.person, reader);
  auto holders = SomeRecipients(draw, recorder.person, reader);
  holders.push_back(recorder.person.party);
  const auto categories = SomeCategories(draw);
  return {[=](World& world) {
    Consented(world, recorder.person,
              TermsOf(world, recorder.subject, holders, recipients, categories,
                      v1::LEVEL_FULL));
  }};
}

// It says too that her mother may be told of appointments, by several holders.
Difference OfHerMother(Draw& draw, const Base& base, const Person& reader) {
  const Recorder recorder = SomeRecorder(draw, base, reader);
  const auto recipients = SomeRecipients(draw, recorder.person, reader);
  auto holders = SomeRecipients(draw, recorder.person, reader);
  holders.push_back(recorder.person.party);
  const auto categories = SomeCategories(draw);
  return {[=](World& world) {
    v1::ConsentTerms terms = TermsOf(world, recorder.subject, holders,
                                     recipients, categories, v1::LEVEL_FULL);
    v1::FamilyRecipient& mother = *terms.add_family();
    mother.set_person(v1::PERSON_LABEL_MOTHER);
    mother.add_topics(v1::FAMILY_TOPIC_APPOINTMENTS);
    Consented(world, recorder.person, terms);
  }};
}

Difference AWithdrawal(Draw& draw, const Base& base, const Person& reader) {
  v1::WithdrawConsentRequest withdraw;
  *withdraw.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  withdraw.set_name(AnyMade(base, draw, "consents/"));
  if (draw.Chance(30)) withdraw.add_categories(v1::CATEGORY_C07);
  const Person person = OtherThan(reader, draw, {Service(), Nurse()});
  return {[=](World& world) { world.Do(person, withdraw); }};
}

Difference AnAcknowledgement(Draw& draw, const Base& base,
                             const Person& reader) {
  v1::AcknowledgeConsentRequest acknowledge;
  *acknowledge.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  acknowledge.set_name(AnyMade(base, draw, "consents/"));
  const Person person =
      OtherThan(reader, draw, {SocialWorker(), Nurse(), Service()});
  return {[=](World& world) { world.Do(person, acknowledge); }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInConsents() {
  return {{"a consent", AConsent},
          {"other terms of a consent", OtherTerms},
          {"a consent for several holders", ForSeveralHolders},
          {"a consent that names her mother", OfHerMother},
          {"a withdrawal", AWithdrawal},
          {"an acknowledgement of a consent", AnAcknowledgement}};
}

}  // namespace tasuki::two_worlds
