#include "tests/scenario/exchange_steps.h"

#include "absl/strings/match.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::scenario {

std::string Register(Story& story, absl::string_view actor,
                     const std::string& alias) {
  v1::RegisterSubjectRequest request;
  request.set_alias(alias);
  return story.Do(actor, request, absl::StrCat(actor, " registers ", alias))
      .subject()
      .name();
}

std::string OpenCaseOf(Story& story, absl::string_view actor,
                       const ToOpen& what) {
  v1::OpenCaseRequest request;
  request.set_subject(what.subject);
  request.set_alias(what.alias);
  request.set_class_(what.a_class);
  request.add_branches(what.branch);
  request.set_centre_notice_given(true);
  *request.mutable_bind_sections() = {what.sections.begin(),
                                      what.sections.end()};
  return story.Do(actor, request, absl::StrCat(actor, " opens ", what.alias))
      .case_();
}

void TakeIn(Story& story, absl::string_view actor, const ToTakeIn& what) {
  v1::AddTeamEntryRequest request;
  request.set_case_(what.a_case);
  request.set_party(what.party);
  request.set_relation(v1::RELATION_MEMBER);
  *request.mutable_persons() = {what.persons.begin(), what.persons.end()};
  story.Do(actor, request, absl::StrCat(actor, " takes in ", what.party));
}

v1::ConsentTerms TermsFor(const std::string& subject, absl::string_view text) {
  auto terms = FromText<v1::ConsentTerms>(text);
  terms.set_subject(subject);
  terms.set_valid_until(
      absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 60)));
  return terms;
}

v1::SendMessageRequest MessageOf(const ToSend& what) {
  v1::SendMessageRequest request;
  request.set_kind(what.kind);
  request.set_recipient(what.recipient);
  request.set_subject(what.subject);
  request.set_basis(what.basis);
  *request.mutable_sections() = {what.sections.begin(), what.sections.end()};
  return request;
}

std::string SendSections(Story& story, absl::string_view actor,
                         const ToSend& what) {
  return story
      .Do(actor, MessageOf(what),
          absl::StrCat(actor, " sends to ", what.recipient))
      .message();
}

void ExpectRead(Story& story, absl::string_view actor,
                const std::string& message, const ToRead& read) {
  const auto found =
      ExpectMessage(story, actor, message, read.purpose, read.shown.levels);
  ExpectGrounds(story, found.disclosure(), read.shown.grounds,
                absl::StrCat("what ", actor, " reads"));
  ExpectWithout(story, actor, found, read.hidden);
}

void ExpectWithout(Story& story, absl::string_view actor,
                   const google::protobuf::Message& answer,
                   const std::vector<std::string>& hidden) {
  const std::string bytes = answer.SerializeAsString();
  for (const std::string& word : hidden) {
    story.Expect(!absl::StrContains(bytes, word),
                 absl::StrCat(actor, " reads ", word, " nowhere"));
  }
}

std::vector<std::string> TakeOver(Story& story, absl::string_view actor,
                                  const std::string& message,
                                  v1::Purpose purpose,
                                  const std::string& a_case) {
  v1::AcceptMessageRequest accept;
  accept.mutable_access()->set_purpose(purpose);
  accept.set_name(message);
  accept.set_case_(a_case);
  const auto copies =
      story.Do(actor, accept, absl::StrCat(actor, " takes it over"));
  return {copies.sections().begin(), copies.sections().end()};
}

v1::SendMessageRequest QuestionOf(const ToAsk& what) {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_REQUEST);
  request.set_recipient(what.recipient);
  request.set_subject(what.subject);
  request.set_basis(what.basis);
  request.set_office(what.office);
  for (const v1::Category category : what.categories) {
    request.add_requested(category);
  }
  request.mutable_access()->set_purpose(what.purpose);
  request.mutable_access()->set_need(what.need);
  return request;
}

std::string Ask(Story& story, absl::string_view actor, const ToAsk& what) {
  return story
      .Do(actor, QuestionOf(what),
          absl::StrCat(actor, " asks ", what.recipient))
      .message();
}

void ExpectQuestionRefused(Story& story, absl::string_view asker,
                           const ToAsk& what, const RefusedBy& refused) {
  v1::RefuseRequestRequest refuse;
  refuse.set_name(Ask(story, asker, what));
  refuse.set_code(refused.truly);
  const auto done =
      story.Do(refused.actor, refuse, absl::StrCat(refused.actor, " refuses"));
  story.Expect(TrueCodeOf(story, done.disclosure()) == refused.truly,
               absl::StrCat("the log says why ", refused.actor, " refuses"));
  const v1::MessageHeader answer = NewestHeader(story, asker);
  story.Expect(
      answer.in_reply_to() == refuse.name() && answer.refusal() == refused.told,
      absl::StrCat(asker, " reads ", ShortName(answer.refusal()), ", not ",
                   ShortName(refused.told)));
}

void ExpectChannel(Story& story, absl::string_view actor,
                   v1::ContactChannel channel, bool allowed,
                   const std::vector<v1::ContactChannel>& ways) {
  v1::CheckContactRequest request;
  request.set_subject(story.subject());
  request.set_case_(story.a_case());
  request.set_channel(channel);
  const auto reply = story.Do(actor, request, "may she be reached like this");
  std::vector<v1::ContactChannel> found;
  for (const v1::SafeAlternative& way : reply.alternatives()) {
    found.push_back(way.channel());
  }
  story.Expect(reply.allowed() == allowed && found == ways,
               absl::StrCat(actor, " is told of ", ShortName(channel), ": ",
                            reply.allowed(), ", and ", found.size(), " ways"));
  const v1::RefusalCode logged = TrueCodeOf(story, reply.disclosure());
  story.Expect(logged == (allowed ? v1::REFUSAL_CODE_UNSPECIFIED
                                  : v1::REFUSAL_CODE_CHANNEL_UNSAFE),
               "the log says whether the channel is safe");
}

void ExpectTelling(Story& story, absl::string_view actor, const ToTell& what,
                   v1::ContactChannel channel, bool allowed) {
  v1::CheckContactRequest request;
  request.set_subject(story.subject());
  request.set_case_(story.a_case());
  request.set_channel(channel);
  request.set_person(what.person);
  request.set_topic(what.topic);
  const auto reply = story.Do(actor, request, "may they be told of this");
  const bool as_expected =
      reply.allowed() == allowed &&
      reply.alternatives_size() == (allowed ? 1 : 0) &&
      (!allowed || reply.alternatives(0).channel() == channel);
  story.Expect(as_expected, absl::StrCat(actor, " asks whether to tell ",
                                         ShortName(what.person), " of ",
                                         ShortName(what.topic)));
  const v1::RefusalCode logged = TrueCodeOf(story, reply.disclosure());
  story.Expect(logged == (allowed ? v1::REFUSAL_CODE_UNSPECIFIED
                                  : v1::REFUSAL_CODE_CONSENT_SCOPE),
               "the log says whether she agreed to it");
}

void ExpectNeutralAnswer(Story& story, absl::string_view actor,
                         const v1::Inquiry& inquiry) {
  v1::RecordInquiryRequest request;
  *request.mutable_inquiry() = inquiry;
  auto asked = story.Do(actor, request, "somebody asks about a person");
  request.mutable_inquiry()->set_name_asked_about("存在 しない");
  auto nobody = story.Do(actor, request, "somebody asks about nobody");
  story.Expect(TrueCodeOf(story, asked.disclosure()) ==
                   v1::REFUSAL_CODE_NEITHER_CONFIRM_NOR_DENY,
               "neither confirmed nor denied, says the log");
  asked.mutable_disclosure()->clear_evidence();
  nobody.mutable_disclosure()->clear_evidence();
  story.ExpectSame(asked, nobody, "the answer is that about nobody");
}

std::string DaysAgo(int days) {
  const absl::TimeZone japan = absl::FixedTimeZone(9 * 60 * 60);
  return absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), japan) - days);
}

}  // namespace tasuki::scenario
