// Messages, inquiries and reports.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/property/two_worlds/deeds.h"
#include "tests/property/two_worlds/difference.h"

namespace tasuki::two_worlds {
namespace {

Difference AMessage(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person sender = OtherThan(reader, draw, {of.lead, Service()});
  const Person recipient = OtherThan(reader, draw);
  const v1::Record record = draw.Draw();
  return {[=](World& world) {
    const std::string section =
        Stated(world, sender, of.subject, of.a_case, record);
    Sent(world, sender,
         Sending(v1::MESSAGE_KIND_INFORMATION, recipient.party, of.subject,
                 {section}));
  }};
}

// Another person of the reader's party, if the city has one there.
std::string ColleagueOf(const Person& reader) {
  if (reader.party == kMaternal) return "p-phn-2";
  if (reader.party != kFamily) return "";
  return reader.id == Worker().id ? Coordinator().id : Worker().id;
}

// Sent to somebody of the reader's own party by name: a question, and what the
// hospital tells by its own decision.
Difference AMessageToAColleague(Draw& draw, const Base& base,
                                const Person& reader) {
  const std::string colleague = ColleagueOf(reader);
  if (colleague.empty()) return AMessage(draw, base, reader);
  const Led& of = AnyCase(base, draw);
  const v1::Record record = draw.Draw();
  return {[=](World& world) {
    v1::SendMessageRequest ask =
        Sending(v1::MESSAGE_KIND_REQUEST, reader.party, of.subject, {});
    ask.mutable_access()->set_need("to plan the support");
    ask.add_requested(v1::CATEGORY_C07);
    ask.add_persons(colleague);
    Sent(world, of.lead.party == reader.party ? Service() : of.lead, ask);
    v1::SendMessageRequest tell =
        Sending(v1::MESSAGE_KIND_INFORMATION, reader.party, of.subject,
                {Stated(world, SocialWorker(), of.subject, "", record)});
    tell.set_basis(v1::BASIS_CODE_CWA_21_10_5);
    tell.set_attempt(v1::CONSENT_ATTEMPT_GIVEN_IN_PART);
    tell.set_stated_class(v1::CASE_CLASS_SPECIFIED_PREGNANCY);
    tell.add_persons(colleague);
    Sent(world, SocialWorker(), tell);
  }};
}

// Information that the hospital gives by its own decision, and what becomes of
// it: into a case, into none, or nothing.
Difference AnAcceptance(Draw& draw, const Base& base, const Person&) {
  const std::string message = AnyMade(base, draw, "messages/");
  const std::string a_case = base.cases.front().a_case;
  const auto accept = [=](World& world, const std::string& into) {
    for (const Person& person : {Nurse(), Worker(), Officer()}) {
      Accepted(world, person, message, into);
    }
  };
  if (draw.Chance(50)) return {[=](World& world) { accept(world, ""); }};
  return {[=](World& world) { accept(world, a_case); },
          [=](World& world) { accept(world, ""); }};
}

Difference AnAsking(Draw& draw, const Base& base, const Person& reader) {
  const Led& of = AnyCase(base, draw);
  const Person asker = OtherThan(reader, draw, {of.lead, Worker(), Service()});
  const Person asked = OtherThan(reader, draw);
  return {
      [=](World& world) { AskedFor(world, asker, asked.party, of.subject); }};
}

Difference ARefusal(Draw& draw, const Base& base, const Person& reader) {
  const Person asker =
      draw.Chance(50) ? OtherThan(reader, draw, {Worker(), Service()}) : reader;
  const std::string subject = base.cases.front().subject;
  const auto refuse = [=](World& world, v1::RefusalCode code) {
    v1::RefuseRequestRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_SUPPORT);
    request.set_name(AskedFor(world, asker, kMaternal, subject));
    request.set_code(code);
    world.Do(Nurse(), request);
  };
  const v1::RefusalCode code = draw.Chance(50)
                                   ? v1::REFUSAL_CODE_LOCATION_PROTECTED
                                   : v1::REFUSAL_CODE_SEALED_BIRTH_IDENTITY;
  return {[=](World& world) { refuse(world, code); },
          [=](World& world) { refuse(world, v1::REFUSAL_CODE_NO_BASIS); }};
}

Difference AnInquiry(Draw& draw, const Base&, const Person& reader) {
  const Person clerk = OtherThan(reader, draw);
  const int form = draw.Below(3);
  const auto record = [=](World& world, absl::string_view words) {
    v1::RecordInquiryRequest request;
    *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
    v1::Inquiry& inquiry = *request.mutable_inquiry();
    inquiry.set_received_at(absl::ToUnixSeconds(world.clock().Now()));
    inquiry.set_channel(v1::CONTACT_CHANNEL_HOME_PHONE);
    inquiry.set_claimed_relation(v1::CLAIMED_RELATION_PARENT);
    if (form == 1) inquiry.set_name_asked_about("Hanako Mihon");
    inquiry.mutable_words()->set_text(std::string(words));
    world.Do(clerk, request);
  };
  if (form == 2) {
    return {[=](World& world) { record(world, "is she with you"); },
            [=](World& world) { record(world, "where does she live"); }};
  }
  return {[=](World& world) { record(world, "is she with you"); }};
}

// Of the reader's own body, perhaps: it is told that there is a report, and
// little more.
Difference AReport(Draw& draw, const Base&, const Person& reader) {
  const std::string sender =
      draw.Chance(40) ? reader.party : OtherThan(reader, draw).party;
  const std::string desk =
      OtherThan(reader, draw, {Worker(), Officer(), Counsellor()}).party;
  const v1::TakenReport one = ReportOf("a report", sender, desk, "shouting");
  v1::TakenReport other = one;
  switch (draw.Below(3)) {
    case 0:
      return {[=](World& world) { world.Deliver(one); }};
    case 1:
      other.mutable_content()->set_narrative("nobody opens the door");
      break;
    default:
      other.mutable_content()->set_confidential_birth(true);
      other.mutable_content()->add_persons()->set_name("Hanako Mihon");
  }
  return {[=](World& world) { world.Deliver(one); },
          [=](World& world) { world.Deliver(other); }};
}

Difference ATakenReport(Draw& draw, const Base& base, const Person& reader) {
  v1::TakeReportRequest take;
  *take.mutable_access() = AccessFor(v1::PURPOSE_PROTECTION);
  take.set_name(AnyMade(base, draw, "reports/"));
  const Person person = OtherThan(reader, draw, {Worker(), Officer()});
  return {[=](World& world) { world.Do(person, take); }};
}

// Another party has used the very request ids that the reader will use.
Difference UsedRequestIds(Draw& draw, const Base&, const Person& reader) {
  const Person other = OtherThan(reader, draw);
  return {[=](World& world) {
    for (int i = 1; i <= 150; ++i) {
      v1::RegisterSubjectRequest request;
      *request.mutable_access() = AccessFor(v1::PURPOSE_INTAKE);
      request.set_alias(absl::StrCat("used ", i));
      request.set_request_id(absl::StrFormat("asked-%020d", i));
      world.Do(other, request);
    }
  }};
}

}  // namespace

std::vector<DifferenceKind> DifferencesInMessages() {
  return {{"a message between others", AMessage},
          {"a message to a colleague alone", AMessageToAColleague},
          {"an acceptance", AnAcceptance},
          {"a request between others", AnAsking},
          {"a refusal with another code", ARefusal},
          {"an inquiry at another desk", AnInquiry},
          {"a report on another desk", AReport},
          {"a report that was taken", ATakenReport},
          {"request ids that another party used", UsedRequestIds}};
}

}  // namespace tasuki::two_worlds
