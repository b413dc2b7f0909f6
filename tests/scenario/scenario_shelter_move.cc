// S3, 6 and 7: the new municipality, and the guidance centre of the new area.

#include "absl/strings/match.h"
#include "tests/scenario/scenario_shelter.h"

namespace tasuki::scenario {
namespace {

// The mother, for her child: a name for it that is none, to a municipality that
// is not named.
v1::ConsentTerms TermsOfTheMove(const std::string& subject) {
  return TermsFor(subject, R"pb(
    holders: "bodies/sample-city/units/maternal-health"
    recipients: "bodies/other-city-7"
    purposes: PURPOSE_HANDOVER
    items { level: LEVEL_FULL categories: CATEGORY_C03 }
    onward_rule: ONWARD_RULE_NONE
    medium: CONSENT_MEDIUM_VOICE
    capacity: CONSENT_CAPACITY_GUARDIAN_FOR_CHILD
    text_version: "move-2026-04"
    language: "ja"
    her_words: "どこの市かは、だれにも書かないで。"
  )pb");
}

ToAsk ForTheCheckUps(Story& story) {
  return {.recipient = kMaternalHealth,
          .subject = story.subject(),
          .categories = {v1::CATEGORY_C09},
          .need = "乳幼児健診を引き継ぐため",
          .basis = v1::BASIS_CODE_MCHA_19_2,
          .purpose = v1::PURPOSE_HANDOVER};
}

// All that an actor reads of both cases and of every message, as bytes.
std::string AllThatIsRead(Story& story, const std::string& actor) {
  std::string all;
  for (const std::string& name : {story.Named("case of D"), story.a_case()}) {
    v1::GetCaseRequest read;
    read.set_name(name);
    all += story.At(actor).Call(read).response.SerializeAsString();
  }
  v1::ListMessagesRequest list;
  list.set_page_size(100);
  const auto inbox = story.At(actor).Call(list).response;
  all += inbox.SerializeAsString();
  for (const v1::MessageHeader& header : inbox.messages()) {
    v1::GetMessageRequest get;
    get.set_name(header.name());
    all += story.At(actor).Call(get).response.SerializeAsString();
  }
  return all;
}

// The whole log, as an officer searches it.
std::string AllOfTheLog(Story& story) {
  std::string all;
  v1::SearchEntriesRequest search;
  search.set_page_size(100);
  do {
    const auto page = story.Do("officer", search, "the officer searches");
    all += page.SerializeAsString();
    search.set_page_token(page.next_page_token());
  } while (!search.page_token().empty());
  return all;
}

// Sections that the guidance centre holds, on the hand-over of a child that
// moved.
ToSend FileOfTheChild(Story& story) {
  return {kOtherCentre,
          story.subject(),
          v1::BASIS_CODE_CAPA_4_6,
          {story.Named("copy of the intake"), story.Named("visit"),
           story.Named("assessment")},
          v1::MESSAGE_KIND_TRANSFER};
}

v1::MessageState StateOf(Story& story, absl::string_view actor,
                         const std::string& message) {
  v1::GetMessageRequest get;
  get.set_name(message);
  return story.Do(actor, get, "reads the header").header().state();
}

}  // namespace

void NewCityAsks(Story& story) {
  story.tell().Step("6",
                    "転出先の市町村 → 母子保健。健診の引継ぎ（母子保健法"
                    "19条の2）。名を伏せたまま。",
                    "The new municipality, which is not named, asks for the "
                    "check-ups (MCHA 19-2).");
  story.ExpectRefused(
      {"other-city"}, {"知らされる前に尋ねる", "ask before it is told"},
      QuestionOf(ForTheCheckUps(story)), Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.expected().AddConsent(
      "move", AgreeTo(story, "mh", TermsOfTheMove(story.subject())));
  ExpectRead(story, "other-city",
             SendSections(story, "mh",
                          {kOtherCity,
                           story.subject(),
                           v1::BASIS_CODE_UNSPECIFIED,
                           {story.Named("old profile")}}),
             {v1::PURPOSE_HANDOVER,
              {"C03● | NO_ONWARD_SHARING STOP_AT_EXPIRY", "CONSENT: C03"},
              {"見本 みなと", "港町"}});
  const std::string asked = Ask(story, "other-city", ForTheCheckUps(story));
  story.Expect(NewestHeader(story, "mh").sender() == kOtherCity,
               "maternal health reads an id that tells no place");
  ToSend check_ups = {kOtherCity,
                      story.subject(),
                      v1::BASIS_CODE_MCHA_19_2,
                      {story.Named("check-ups")},
                      v1::MESSAGE_KIND_ANSWER};
  v1::SendMessageRequest answer = MessageOf(check_ups);
  answer.set_in_reply_to(asked);
  const std::string told =
      story.Do("mh", answer, "maternal health answers").message();
  ExpectRead(story, "other-city", told,
             {v1::PURPOSE_HANDOVER,
              {"C09● | CENTRE_ONLY", "MCHA_19_2: C09"},
              {"港町小児科"}});
  TakeOver(story, "other-city", told, v1::PURPOSE_HANDOVER);
  story.tell().Say(
      "渡るのは健診の記録だけ。通っていた小児科は、場所なので渡らない。",
      "The check-ups go, and not which clinic it was: that is a place.");
  story.ShowEverybody();
}

void NobodyLearnsTheCity(Story& story) {
  story.tell().Step("6", "だれの画面にも、ログにも、転出先の名は出ない。",
                    "On nobody's screen and nowhere in the log is the new "
                    "place.");
  v1::GetPartyRequest who;
  who.set_name(kOtherCity);
  std::map<std::string, std::string> read = {
      {"the log", AllOfTheLog(story)},
      {"the directory", story.Do("mh", who, "who is it").SerializeAsString()}};
  for (const Actor& actor : story.deployment().cast()) {
    read[actor.name] = AllThatIsRead(story, actor.name);
  }
  for (const auto& [reader, all] : read) {
    for (const std::string& place : NewPlaces()) {
      story.Expect(absl::StrContains(all, place) == (reader == "wco"),
                   absl::StrCat(place, ", as read by ", reader));
    }
  }
  v1::ListAffectedRequest affected;
  affected.mutable_access()->set_need("引継ぎの点検");
  affected.set_subject(story.subject());
  const auto told = story.Do("officer", affected, "who was told");
  bool found = false;
  for (const v1::DisclosedTo& one : told.seen()) {
    found |= one.party() == kOtherCity;
  }
  story.Expect(found, "the log has who was told, by its id");
}

void CentresHandOver(Story& story) {
  story.tell().Step("7",
                    "児相 → 転出先の児相。名を挙げた二人に引き継ぐ（児童"
                    "虐待防止法4条6項）。",
                    "From centre to centre (CAPA 4(6)), to two named "
                    "officers.");
  Expectations& expected = story.expected();
  TakeIn(story, "fs", {story.a_case(), kOtherCentre, {"p-far-1", "p-far-2"}});
  story.CheckEverybody();
  v1::SendMessageRequest to_two = MessageOf(FileOfTheChild(story));
  to_two.add_persons("p-far-1");
  to_two.add_persons("p-far-2");
  const std::string file =
      story.Do("cgc", to_two, "cgc hands the file over to two").message();
  for (const char* actor : {"far-1", "far-2"}) {
    ExpectRead(story, actor, file,
               {v1::PURPOSE_HANDOVER,
                {"C01● C02● C12● C17● C25◐", "CAPA_4_6: C01 C02 C12 C17 C25"},
                OldPlaces()});
  }
  // To who works beside them it does not exist, and opens nothing.
  v1::GetMessageRequest open;
  open.set_name(file);
  story.ExpectRefused(
      {"far-3"}, {"名指しされていない職員が開く", "who is not named opens it"},
      open, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  expected.Levels({"far-1", "far-2"}, "C01● C02● C12● C17● C25◐");
  story.ShowEverybody();
  // Sent is not received (SR-32): until then it is the old centre's.
  story.Expect(StateOf(story, "cgc", file) == v1::MESSAGE_STATE_SENT,
               "sent is not received");
  ExpectLead(story, {"fs", "cgc"}, {kFamilySupport, v1::URGENCY_UNSPECIFIED});
  TakeOver(story, "far-1", file, v1::PURPOSE_HANDOVER);
  story.Expect(StateOf(story, "cgc", file) == v1::MESSAGE_STATE_ACCEPTED,
               "the new centre has taken it over");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
