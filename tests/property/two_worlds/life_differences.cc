// What becomes of cases and of persons: lead and rank, closing, a birth, a
// hold, a release of health.

#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

template <typename Request>
Request On(const Led& of) {
  Request request;
  *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
  request.set_case_(of.a_case);
  return request;
}

v1::ProposeLeadRequest Proposal(const Led& of, v1::Urgency urgency) {
  auto propose = On<v1::ProposeLeadRequest>(of);
  propose.mutable_terms()->set_lead(of.lead.party);
  propose.mutable_terms()->set_urgency(urgency);
  propose.set_reason("as seen at the visit");
  return propose;
}

Difference AnotherUrgency(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  // Never that of the other world: two proposals that say the same have names
  // of their own, which would be all that differs.
  constexpr v1::Urgency kOthers[] = {v1::URGENCY_AA, v1::URGENCY_A,
                                     v1::URGENCY_B, v1::URGENCY_C};
  const v1::Urgency urgency = kOthers[draw.Below(4)];
  return {
      [=](World& world) { world.Do(of.lead, Proposal(of, urgency)); },
      [=](World& world) { world.Do(of.lead, Proposal(of, v1::URGENCY_D)); }};
}

// Another party is asked to lead, and perhaps does.
Difference ALeadHandedOver(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person next = OtherThan(reader, draw, {Worker(), Coordinator()});
  const bool agrees = draw.Chance(50);
  return {[=](World& world) {
    v1::ProposeLeadRequest propose = Proposal(of, v1::URGENCY_B);
    propose.mutable_terms()->set_lead(next.party);
    v1::ProposeLeadResponse response;
    if (!world.Do(of.lead, propose, &response) || !agrees) return;
    v1::AgreeLeadRequest agree;
    *agree.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    agree.set_name(response.proposal());
    world.Do(next, agree);
  }};
}

Difference AClosing(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const auto reason = static_cast<v1::ClosingReason>(1 + draw.Below(8));
  const bool reopened = draw.Chance(30);
  return {[=](World& world) {
    auto close = On<v1::CloseCaseRequest>(of);
    close.set_reason(reason);
    world.Do(of.lead, close);
    if (reopened) world.Do(of.lead, On<v1::ReopenCaseRequest>(of));
  }};
}

Difference AnotherClass(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const auto to = static_cast<v1::CaseClass>(1 + draw.Below(4));
  return {[=](World& world) {
    auto change = On<v1::ReclassifyCaseRequest>(of);
    change.set_class_(to);
    world.Do(of.lead, change);
  }};
}

// A child is born, and something is said of it.
Difference AChild(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const v1::Record said = draw.Draw();
  const auto play = [=](World& world, bool forks) {
    v1::Record birth = PregnancyOf("2026-11-30");
    birth.mutable_pregnancy()->mutable_birth()->set_born_on("2026-11-19");
    Stated(world, of.lead, of.subject, of.a_case, birth);
    if (!forks) return;
    auto fork = On<v1::ForkSubjectRequest>(of);
    fork.set_subject(of.subject);
    fork.set_alias("child");
    v1::ForkSubjectResponse response;
    if (!world.Do(of.lead, fork, &response)) return;
    Stated(world, of.lead, response.child().name(), of.a_case, said);
  };
  return {[=](World& world) { play(world, true); },
          [=](World& world) { play(world, false); }};
}

Difference AChildOfSealedOrigin(Draw& draw, const Base&, const Person& reader) {
  const Person by = OtherThan(reader, draw, {Nurse(), SocialWorker()});
  const auto play = [=](World& world, bool sealed) {
    v1::RegisterSubjectRequest enter;
    *enter.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    enter.set_alias("found");
    enter.set_sealed_origin(sealed);
    world.Do(by, enter);
  };
  return {[=](World& world) { play(world, true); },
          [=](World& world) { play(world, false); }};
}

Difference AHold(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  return {[=](World& world) {
    v1::SetLegalHoldRequest hold;
    *hold.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    hold.mutable_access()->set_need("a review");
    hold.set_subject(of.subject);
    hold.set_held(true);
    world.Do(Chief(), hold);
  }};
}

// Perhaps taken back again.
Difference AReleaseOfHealth(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  const bool taken_back = draw.Chance(30);
  return {[=](World& world) {
    v1::ReleaseHealthRequest release;
    *release.mutable_access() = AccessFor(v1::PURPOSE_OVERSIGHT);
    release.set_case_(of.a_case);
    release.set_reason("for the plan of support");
    release.set_released(true);
    world.Do(Chief(), release);
    release.set_released(false);
    if (taken_back) world.Do(Chief(), release);
  }};
}

Difference AWill(Draw& draw, const Base& base, const Person&) {
  const Led& of = AnyCase(base, draw);
  return {[=](World& world) {
    v1::RecordChildWillRequest will;
    *will.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    will.set_subject(of.subject);
    will.set_withholds(true);
    world.Do(of.lead, will);
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInLives() {
  return {{"another urgency", AnotherUrgency},
          {"a lead handed over", ALeadHandedOver},
          {"a closing", AClosing},
          {"another class", AnotherClass},
          {"a child", AChild},
          {"a child of sealed origin", AChildOfSealedOrigin},
          {"a hold", AHold},
          {"a release of health", AReleaseOfHealth},
          {"a will", AWill}};
}

}  // namespace tasuki::two_worlds
