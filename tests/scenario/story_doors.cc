// Access ends: a consent, a team entry, a person, a party, a certificate.

#include "tests/scenario/case_facts_seen.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

void CloseWhatC2Opened(Story& story) {
  Expectations& expected = story.expected();
  expected.Levels({"npo"}, "");
  for (const char* nick : {"visit", "told", "intention", "family", "livelihood",
                           "met-nurse", "seen", "inquiry"}) {
    expected.Lose({"hospital"}, nick);
  }
  expected.Levels({"hospital"},
                  "C01● C03● C07● C08● C12● C17● C18● C19● C24○ | "
                  "NO_ONWARD_SHARING");
  for (const char* nick : {"referral", "first-visit", "seen"}) {
    expected.LetterOf(nick).sections.clear();
    expected.LetterOf(nick).levels.clear();
    expected.LetterOf(nick).grounds.clear();
  }
  // As a member of the council it still knows that there is a case.
  expected.LetterOf("first-visit").levels = "C01○";
  expected.LetterOf("first-visit").grounds = "COUNCIL_EXCHANGE: C01";
  expected.LetterOf("findings").levels = "C07● | CENTRE_ONLY";
  expected.LetterOf("form").levels = "C07● C16◐ C17◐ C18◐ C19◐ | CENTRE_ONLY";
  expected.LetterOf("form").otherwise["mh"].levels =
      "C07● C12◐ C16◐ C17◐ C18◐ C19◐ | CENTRE_ONLY";
  expected.LetterOf("findings").grounds = "COUNCIL_EXCHANGE: C07";
  expected.LetterOf("form").grounds =
      "COUNCIL_EXCHANGE: C07 C17 C18; CWA_21_10_5: C16 C19";
  expected.LetterOf("form").otherwise["mh"].grounds =
      "COUNCIL_EXCHANGE: C07 C12 C17 C18; CWA_21_10_5: C16 C19";
  expected.Drop(MaternalHealth(), "STOP_AT_EXPIRY");
}

// The gateway tells a recipient to stop using what a consent had opened.
void ExpectStopUse(Story& story, absl::string_view actor,
                   const std::string& consent) {
  v1::MessageHeader header;
  header.set_name(story.NewestMessage(actor));
  header.set_kind(v1::MESSAGE_KIND_STOP_USE);
  header.set_recipient(story.At(actor).actor().party);
  header.set_subject(story.subject());
  header.set_state(v1::MESSAGE_STATE_SENT);
  header.set_consent(story.NameOfConsent(consent));
  story.expected().Deliver(absl::StrCat("stop ", consent, " ", actor),
                           {header, {}, ""});
}

}  // namespace

void Withdrawal(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("撤回", "本人 → 妊娠SOS。同意 c1 を取り消す。",
                    "She withdraws consent c1.");
  v1::WithdrawConsentRequest request;
  request.set_name(story.NameOfConsent("c1"));
  story.Do("npo", request, "the withdrawal is recorded");
  ExpectStopUse(story, "mh", "c1");
  expected.KnowConsent({"npo"}, "c1", v1::CONSENT_STATE_WITHDRAWN);
  expected.KnowConsent(MaternalHealth(), "c1", v1::CONSENT_STATE_WITHDRAWN);
  // What c2 opens stays open; the copies that were taken under c1 close.
  Expectations::Letter& referral = expected.LetterOf("referral");
  referral.sections = {{"npo-sos", ContactUnderC2()},
                       {"npo-profile", FactsOfTheSeedCase()[1].for_mh}};
  referral.levels =
      "C01○ C03● C05● C07● C19◐ C25◐ | OBEY_SAFE_CONTACT CENTRE_ONLY "
      "STOP_AT_EXPIRY";
  referral.grounds = "CONSENT: C01 C03 C05 C07 C19 C25";
  for (const char* copy : {"sos", "profile", "life"}) {
    expected.Lose(MaternalHealth(), copy);
    expected.Lose({"sup", "fs", "coord"}, copy);
  }
  expected.Drop(MaternalHealth(), "C06●");
  expected.Drop({"sup"}, "C06●");
  expected.Drop({"fs"}, "C06◐");
  story.tell().Say(
      "母子保健の写しと、家庭支援・統括に見えていた写しがすぐに消える。c2 で"
      "開いているものは残る。",
      "The copies close at once, for maternal health and for the units that "
      "saw them. What c2 opens stays.");
  story.ShowEverybody();
}

void TeamConsentWithdrawn(Story& story) {
  Expectations& expected = story.expected();
  story.tell().Step("撤回",
                    "本人 → 病院。同意 c2 も取り消す。だれに言ってもよい。",
                    "She withdraws c2, too; she may tell it to anybody.");
  v1::WithdrawConsentRequest request;
  request.set_name(story.NameOfConsent("c2"));
  story.Do("hospital", request, "the hospital records it");
  ExpectStopUse(story, "mh", "c2");
  ExpectStopUse(story, "npo", "c2");
  ExpectStopUse(story, "hospital", "c2");
  expected.KnowConsent(MaternalHealth(), "c2", v1::CONSENT_STATE_WITHDRAWN);
  expected.KnowConsent({"npo", "hospital"}, "c2", v1::CONSENT_STATE_WITHDRAWN);
  CloseWhatC2Opened(story);
  story.tell().Say(
      "妊娠SOSからは、ケースが消える。病院と市の間には、要対協と法律に基づく"
      "ものだけが残る。",
      "For the service the case is gone. Between hospital and city there "
      "remains what the council and the law give.");
  story.ShowEverybody();
  story.ExpectRefused(
      {"npo"}, {"もう一度、母子保健に送る", "send it to maternal health again"},
      Referral(story), Open(v1::REFUSAL_CODE_CONSENT_WITHDRAWN));
}

void FamilySupportLeaves(Story& story) {
  story.tell().Step("終了", "母子保健が家庭支援をチームから外す。",
                    "Maternal health takes family support off the team.");
  v1::EndTeamEntryRequest request;
  request.set_case_(story.a_case());
  request.set_party(kFamilySupport);
  story.Do("mh", request, "the lead ends the entry");
  ShowManagement(story,
                 {kMaternalHealth, kHospital, kService, kCgc, kPhysicians});
  story.expected().Levels({"fs"}, "");
  story.expected().ForgetConsents("fs");
  story.ShowEverybody();
  v1::GetCaseRequest get;
  get.set_name(story.a_case());
  story.ExpectRefused({"fs"}, {"K-17 をもう一度開く", "open K-17 again"}, get,
                      Hidden(v1::REFUSAL_CODE_NOT_ON_CASE_TEAM));
}

// On connections that are open all the while.
void Disabled(Story& story) {
  story.tell().Step(
      "停止", "情報管理責任者が職員、機関、証明書を止める。接続は開いたまま。",
      "The security officer disables a person, a party and a certificate; "
      "their connections are open all the while.");
  v1::DisablePersonRequest person;
  person.set_person("p-psy-1");
  story.Do("officer", person, "a person is disabled");
  story.expected().ShutOut("dev");
  story.CheckEverybody();

  v1::DisablePartyRequest party;
  party.set_name(kHospital);
  story.Do("officer", party, "a party is disabled");
  story.expected().ShutOut("hospital");
  // It is a member of the council no more: only its statement under the law
  // stays with the city.
  Expectations& expected = story.expected();
  expected.Lose(MaternalHealth(), "pregnancy");
  expected.Lose({"cgc"}, "pregnancy");
  expected.Lose({"cgc"}, "signs");
  expected.Drop({"cgc"}, "C08○");
  expected.See({"mh"}, "signs", SignsForCity());
  expected.LetterOf("form").otherwise.clear();
  expected.LetterOf("form").grounds = "CWA_21_10_5: C07 C16 C17 C18 C19";
  expected.LetterOf("findings").sections.clear();
  expected.LetterOf("findings").levels.clear();
  expected.LetterOf("findings").grounds.clear();
  story.CheckEverybody();

  v1::ImportCrlRequest crl;
  crl.set_crl_pem(story.deployment().Revoke("cgc"));
  const auto imported =
      story.Do("officer", crl, "a revocation list is imported");
  story.Expect(imported.newly_revoked() == 1, "one certificate is revoked");
  story.expected().ShutOut("cgc");
  story.tell().Say(
      "発達は職員を、産科病院は機関を、児相は証明書を止められた。次の呼び出しか"
      "ら何も答えがない。",
      "Child development's person, the hospital as a party and the guidance "
      "centre's certificate: refused from the next call on.");
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
