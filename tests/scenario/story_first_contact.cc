#include <algorithm>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/scenario/story_scenes.h"
#include "tests/scenario/terminal.h"

namespace tasuki::scenario {
namespace {

// Names of the sections as the service wrote them and as maternal health took
// them over.
struct FactNames {
  const char* original;
  const char* copy;
};
constexpr FactNames kNames[] = {
    {"npo-sos", "sos"}, {"npo-profile", "profile"}, {"npo-life", "life"}};

void RegisterOnce(Story& story) {
  v1::RegisterSubjectRequest request;
  request.set_alias("ゆき");
  request.set_request_id("register-yuki-0001");
  const auto first =
      story.Do("npo", request, "the service registers her by an alias");
  story.expected().SetSubject(first.subject().name());
  story.ExpectSame(story.Do("npo", request, "a repeated request is answered"),
                   first,
                   "a repeated request gets the original answer and evidence");
  request.set_alias("はな");
  story.Expect(absl::IsAlreadyExists(story.At("npo").Call(request).status),
               "other content under the same request id is refused");
  story.expected().KnowSubject({"npo"}, "ゆき");
}

void ConfirmFacts(Story& story) {
  const std::vector<Fact> facts = FactsOfTheSeedCase();
  for (size_t i = 0; i < facts.size(); ++i) {
    story.Confirm("npo",
                  {kNames[i].original, facts[i].full, facts[i].reduced, false});
  }
  story.tell().Say(
      "30週、未受診、手帳なし。親に知られたくない。内密出産と特別養子縁組を望む"
      "。"
      "市役所は怖い。連絡は LINE だけ。お金がない。",
      "30 weeks, no doctor, no handbook. Her parents must not know. She wishes "
      "a confidential birth and adoption, and fears the city office. LINE "
      "only. "
      "No money.");
  story.tell().Say(
      "妊娠SOSは、要約がほかの機関にどう見えるかを確かめてから確定した。",
      "The service confirmed after seeing what others would see.");
}

// Whom it speaks of, as people say it.
const Actor& ActorOf(absl::string_view party) {
  return *std::find_if(Cast().begin(), Cast().end(), [&](const Actor& actor) {
    return actor.party == party && actor.has_row;
  });
}

// What the recipient would see in the words that she reads, then all parties
// at a glance.
void ShowPreview(Story& story, const v1::PreviewConsentResponse& preview) {
  std::vector<TableRow> rows;
  for (const v1::ConsentView& view : preview.views()) {
    TableRow& row = rows.emplace_back();
    row.name = ActorOf(view.party()).ja;
    row.note =
        view.through_centre() ? "センター内 in centre" : "受け取る recipient";
    for (const v1::CategoryDisclosure& one : view.categories()) {
      row.levels[one.category()] = one.level();
    }
    if (view.through_centre()) continue;
    v1::GetPartyRequest request;
    request.set_name(view.party());
    const auto party = story.At("npo").Call(request);
    story.Expect(party.ok(), "the recipient has a name");
    const v1::Party& named = party.response.party();
    story.tell().Say(absl::StrCat(named.display_name_ja(), " に見えるもの:"),
                     absl::StrCat(named.display_name_en(), ", would see:"));
    const std::vector<std::string> ja = absl::StrSplit(view.words_ja(), '\n');
    const std::vector<std::string> en = absl::StrSplit(view.words_en(), '\n');
    story.Expect(ja.size() == en.size(), "the same lines in both languages");
    for (size_t i = 0; i < std::min(ja.size(), en.size()); ++i) {
      story.tell().Line(absl::StrCat("     ", Padded(ja[i], 34), en[i]));
    }
  }
  story.tell().Say(
      "同じセンターの係には、そのケースに関わるときに、必要な範囲だけが見える。"
      "ほかの機関には何も見えない。",
      "Units of the same centre would see what they need once they work on the "
      "case. Nobody else would see anything.");
  story.tell().Table(rows);
}

void AskConsent(Story& story) {
  story.tell().Step(
      "#2", "妊娠SOS → 本人。誰に何が見えるかを先に示し、同意 c1 を得る。",
      "She is shown who would see what, then gives consent c1.");
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = TermsOfC1(
      story.subject(), absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 90)));
  const auto previewed = story.At("npo").Call(preview);
  const std::vector<v1::ConsentView> expected = ViewsOfC1();
  story.Expect(previewed.ok(), "the consent is previewed");
  story.Expect(
      previewed.response.views_size() == static_cast<int>(expected.size()),
      absl::StrCat("she is shown four parties, not ",
                   previewed.response.views_size()));
  for (int i = 0; i < previewed.response.views_size(); ++i) {
    v1::ConsentView view = previewed.response.views(i);
    story.Expect(!view.words_ja().empty() && !view.words_en().empty(),
                 "in plain words");
    view.clear_words_ja();
    view.clear_words_en();
    for (const v1::ConsentView& one : expected) {
      if (one.party() == view.party())
        story.ExpectSame(view, one, view.party());
    }
  }
  ShowPreview(story, previewed.response);

  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = preview.terms();
  grant.set_preview_hash(std::string(32, 'x'));
  story.Expect(absl::IsAborted(story.At("npo").Call(grant).status),
               "what she was not shown is not recorded");
  grant.set_preview_hash(previewed.response.preview_hash());
  const auto granted = story.At("npo").Call(grant);
  story.Expect(granted.ok(), "the consent is recorded");
  story.expected().AddConsent("c1", granted.response.consent());
  // Whom it allows hears of it with the first message, and not before.
  story.expected().KnowConsent({"npo"}, "c1", v1::CONSENT_STATE_ACTIVE);
  story.tell().Say(
      "本人が同意し、c1 "
      "として記録した。まだ何も送っていないので、母子保健は同意があるこ"
      "とも知らない。",
      "She agrees; it is recorded as c1. Nothing is sent yet, so "
      "maternal health does not even know of the consent.");
  story.ShowEverybody();
}

// The referral as maternal health finds it.
void Refer(Story& story) {
  story.tell().Step("#3",
                    "妊娠SOS → 母子保健。情報提供（名前なしで受け付ける）。",
                    "Pregnancy SOS to maternal health: information, no name.");
  Expectations::Letter letter = story.Send("npo", Referral(story));
  const std::vector<Fact> facts = FactsOfTheSeedCase();
  for (size_t i = 0; i < facts.size(); ++i) {
    letter.sections.emplace_back(kNames[i].original, facts[i].for_mh);
  }
  letter.levels =
      "C03● C05● C06● C07● C16◐ C19● | OBEY_SAFE_CONTACT CENTRE_ONLY "
      "STOP_AT_EXPIRY";
  letter.grounds = "CONSENT: C03 C05 C06 C07 C16 C19";
  story.expected().Deliver("referral", letter);
  story.tell().Say(
      "届いたもの: 呼び名、連絡方法、相談、週数、意向は全部、生活は要約。",
      "What arrives: handle, safe contact, contact, weeks and wishes "
      "in full; livelihood in summary.");
  story.ShowEverybody();
  v1::GetMessageRequest request;
  request.set_name(letter.header.name());
  story.ExpectRefused({"fs", "dev", "cgc", "hospital"},
                      {"その連絡を開く", "open that message"}, request,
                      Hidden(v1::REFUSAL_CODE_NO_BASIS));
}

void TakeOver(Story& story) {
  Expectations& expected = story.expected();
  v1::MessageHeader& header = expected.LetterOf("referral").header;
  v1::AcknowledgeMessageRequest acknowledge;
  acknowledge.set_name(header.name());
  story.Do("mh", acknowledge, "maternal health acknowledges");
  header.set_state(v1::MESSAGE_STATE_ACKNOWLEDGED);
  story.CheckEverybody();

  v1::AcceptMessageRequest accept;
  accept.set_name(header.name());
  const auto accepted =
      story.Do("mh", accept, "maternal health takes copies over");
  header.set_state(v1::MESSAGE_STATE_ACCEPTED);
  story.Expect(accepted.sections_size() == 3, "three copies");
  if (accepted.sections_size() != 3) return;
  for (int i = 0; i < accepted.sections_size(); ++i) {
    v1::Section copy;
    copy.set_name(accepted.sections(i));
    copy.set_subject(story.subject());
    copy.set_kind(FactsOfTheSeedCase()[i].kind);
    copy.set_holder(kMaternalHealth);
    copy.set_origin(kService);
    copy.set_onward_rule(v1::ONWARD_RULE_CENTRE);
    copy.set_state(v1::SECTION_STATE_CONFIRMED);
    expected.Place(kNames[i].copy, copy);
  }
  // The alias is the registering party's own.
  expected.KnowSubject(MaternalHealth());
  // What it holds now, it holds under these terms.
  expected.KnowConsent(MaternalHealth(), "c1", v1::CONSENT_STATE_ACTIVE);
  story.tell().Say(
      "受け取り、引き受けた。写しには「センター内まで」の制限が付く。",
      "Acknowledged and taken over; copies stay inside the centre.");
  story.ShowEverybody();
}

}  // namespace

v1::SendMessageRequest Referral(Story& story) {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_INFORMATION);
  request.set_recipient(kMaternalHealth);
  request.set_subject(story.subject());
  for (const FactNames& names : kNames) {
    request.add_sections(story.expected().NameOf(names.original));
  }
  return request;
}

void FirstContact(Story& story) {
  story.tell().Step("#1", "本人 → 妊娠SOS。LINE で相談。名前は言わない。",
                    "She writes to the pregnancy SOS on LINE. No name.");
  RegisterOnce(story);
  ConfirmFacts(story);
  story.ExpectRefused({"npo"},
                      {"同意のないまま母子保健に送る",
                       "send it to maternal health without consent"},
                      Referral(story), Open(v1::REFUSAL_CODE_CONSENT_ABSENT));
  story.ShowEverybody();
  AskConsent(story);
  Refer(story);
  TakeOver(story);
}

}  // namespace tasuki::scenario
