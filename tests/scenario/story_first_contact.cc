#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "tests/scenario/story.h"
#include "tests/scenario/terminal.h"

namespace tasuki::scenario {

void Story::FirstContact() {
  narrator_.Step("#1", "本人 → 妊娠SOS。LINE で相談。名前は言わない。",
                 "She writes to the pregnancy SOS on LINE. No name.");
  RegisterOnce();
  ConfirmFacts();
  SendWithoutConsent();
  ShowEverybody();
  AskConsent();
  Refer();
  TakeOver();
}

void Story::RegisterOnce() {
  v1::RegisterSubjectRequest request;
  request.set_alias("ゆき");
  request.set_request_id("register-yuki-0001");
  const auto first = At("npo").Call(request);
  Expect(first.ok(), "the service registers her by an alias");
  places_.subject = first.response.subject().name();

  const auto again = At("npo").Call(request);
  ExpectSame(again.response, first.response,
             "a repeated request gets the original answer and evidence");
  request.set_alias("はな");
  const auto other = At("npo").Call(request);
  Expect(absl::IsAlreadyExists(other.status),
         "other content under the same request id is refused");

  v1::Subject& subject = Expected("npo").subject.emplace();
  subject.set_name(places_.subject);
  subject.set_alias("ゆき");
}

void Story::ConfirmFacts() {
  for (const Fact& fact : facts_) ConfirmFact(fact);
  narrator_.Say(
      "30週、未受診、手帳なし。親に知られたくない。内密出産と特別養子縁組を望む"
      "。"
      "市役所は怖い。連絡は LINE だけ。お金がない。",
      "30 weeks, no doctor, no handbook. Her parents must not know. She wishes "
      "a confidential birth and adoption, and fears the city office. LINE "
      "only. "
      "No money.");
  narrator_.Say(
      "妊娠SOSは、要約がほかの機関にどう見えるかを確かめてから確定した。",
      "The service confirmed after seeing what others would see.");
}

void Story::ConfirmFact(const Fact& fact) {
  v1::DraftSectionRequest draft;
  draft.set_subject(places_.subject);
  *draft.mutable_record() = fact.full;
  const auto drafted = At("npo").Call(draft);
  Expect(drafted.ok(), "the service drafts a section");
  sections_.push_back(drafted.response.section());

  v1::PreviewReducedRequest preview;
  preview.set_name(drafted.response.section());
  const auto previewed = At("npo").Call(preview);
  v1::Section reduced;
  reduced.set_name(drafted.response.section());
  reduced.set_subject(places_.subject);
  reduced.set_kind(fact.kind);
  reduced.set_holder("bodies/sos-npo");
  reduced.set_onward_rule(v1::ONWARD_RULE_FREE);
  reduced.set_state(v1::SECTION_STATE_DRAFT);
  *reduced.mutable_record() = fact.reduced;
  ExpectSame(previewed.response.reduced(), reduced, "the reduced edition");

  v1::ConfirmSectionRequest confirm;
  confirm.set_name(drafted.response.section());
  confirm.set_reduced_hash(std::string(32, 'x'));
  Expect(absl::IsAborted(At("npo").Call(confirm).status),
         "what was not previewed is not confirmed");
  confirm.set_reduced_hash(previewed.response.reduced_hash());
  Expect(At("npo").Call(confirm).ok(), "what was previewed is confirmed");
}

v1::SendMessageRequest Story::Referral() const {
  v1::SendMessageRequest request;
  request.set_kind(v1::MESSAGE_KIND_INFORMATION);
  request.set_recipient("bodies/sample-city/units/maternal-health");
  request.set_subject(places_.subject);
  for (const std::string& section : sections_) request.add_sections(section);
  return request;
}

void Story::SendWithoutConsent() {
  const auto reply = At("npo").Call(Referral());
  ExpectRefusal(
      "npo", reply.status, reply.refusal, absl::StatusCode::kFailedPrecondition,
      v1::REFUSAL_CODE_CONSENT_ABSENT, v1::REFUSAL_CODE_CONSENT_ABSENT);
  narrator_.Refused({{"npo"},
                     {"同意のないまま母子保健に送る",
                      "send it to maternal health without consent"},
                     v1::REFUSAL_CODE_CONSENT_ABSENT,
                     v1::REFUSAL_CODE_CONSENT_ABSENT});
}

// Whom it speaks of, as people say it.
const Actor& ActorOf(absl::string_view party) {
  return *std::find_if(Cast().begin(), Cast().end(), [&](const Actor& actor) {
    return actor.party == party && actor.has_row;
  });
}

// What the recipient would see in the words that she reads, then all parties
// at a glance.
void Story::ShowPreview(const v1::PreviewConsentResponse& preview) {
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
    const auto party = At("npo").Call(request);
    Expect(party.ok(), "the recipient has a name");
    const v1::Party& named = party.response.party();
    narrator_.Say(absl::StrCat(named.display_name_ja(), " に見えるもの:"),
                  absl::StrCat(named.display_name_en(), ", would see:"));
    const std::vector<std::string> ja = absl::StrSplit(view.words_ja(), '\n');
    const std::vector<std::string> en = absl::StrSplit(view.words_en(), '\n');
    Expect(ja.size() == en.size(), "the same lines in both languages");
    for (size_t i = 0; i < std::min(ja.size(), en.size()); ++i) {
      narrator_.Line(absl::StrCat("     ", Padded(ja[i], 34), en[i]));
    }
  }
  narrator_.Say(
      "同じセンターの係には、そのケースに関わるときに、必要な範囲だけが見える。"
      "ほかの機関には何も見えない。",
      "Units of the same centre would see what they need once they work on the "
      "case. Nobody else would see anything.");
  narrator_.Table(rows);
}

void Story::AskConsent() {
  narrator_.Step("#2",
                 "妊娠SOS → 本人。誰に何が見えるかを先に示し、同意 c1 を得る。",
                 "She is shown who would see what, then gives consent c1.");
  v1::PreviewConsentRequest preview;
  *preview.mutable_terms() = TermsOfC1(
      places_.subject, absl::ToUnixSeconds(absl::Now() + absl::Hours(24 * 90)));
  const auto previewed = At("npo").Call(preview);
  const std::vector<v1::ConsentView> expected = ViewsOfC1();
  Expect(previewed.ok(), "the consent is previewed");
  Expect(previewed.response.views_size() == static_cast<int>(expected.size()),
         absl::StrCat("she is shown four parties, not ",
                      previewed.response.views_size()));
  for (int i = 0; i < previewed.response.views_size(); ++i) {
    v1::ConsentView view = previewed.response.views(i);
    Expect(!view.words_ja().empty() && !view.words_en().empty(),
           "in plain words");
    view.clear_words_ja();
    view.clear_words_en();
    for (const v1::ConsentView& one : expected) {
      if (one.party() == view.party()) ExpectSame(view, one, view.party());
    }
  }
  ShowPreview(previewed.response);

  v1::GrantConsentRequest grant;
  *grant.mutable_terms() = preview.terms();
  grant.set_preview_hash(std::string(32, 'x'));
  Expect(absl::IsAborted(At("npo").Call(grant).status),
         "what she was not shown is not recorded");
  grant.set_preview_hash(previewed.response.preview_hash());
  const auto granted = At("npo").Call(grant);
  Expect(granted.ok(), "the consent is recorded");
  places_.consent = granted.response.consent();
  // Whom it allows hears of it with the first message, and not before.
  Expected("npo").consent = v1::CONSENT_STATE_ACTIVE;
  narrator_.Say(
      "本人が同意し、c1 "
      "として記録した。まだ何も送っていないので、母子保健は同意があるこ"
      "とも知らない。",
      "She agrees; it is recorded as c1. Nothing is sent yet, so "
      "maternal health does not even know of the consent.");
  ShowEverybody();
}

// The referral as maternal health finds it.
void Story::Refer() {
  narrator_.Step("#3", "妊娠SOS → 母子保健。情報提供（名前なしで受け付ける）。",
                 "Pregnancy SOS to maternal health: information, no name.");
  const auto sent = At("npo").Call(Referral());
  Expect(sent.ok(), "with consent the referral is sent");
  message_ = sent.response.message();
  places_.messages.push_back(message_);

  v1::GetMessageResponse message;
  v1::MessageHeader& header = *message.mutable_header();
  header.set_name(message_);
  header.set_kind(v1::MESSAGE_KIND_INFORMATION);
  header.set_sender("bodies/sos-npo");
  header.set_recipient("bodies/sample-city/units/maternal-health");
  header.set_subject(places_.subject);
  header.set_state(v1::MESSAGE_STATE_SENT);
  for (size_t i = 0; i < facts_.size(); ++i) {
    v1::Section& section = *message.add_sections();
    section.set_name(sections_[i]);
    section.set_subject(places_.subject);
    section.set_kind(facts_[i].kind);
    section.set_holder("bodies/sos-npo");
    section.set_state(v1::SECTION_STATE_CONFIRMED);
    *section.mutable_record() = facts_[i].for_mh;
  }
  for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
    Expected(actor).inbox = {header};
    Expected(actor).consent = v1::CONSENT_STATE_ACTIVE;
    Expected(actor).messages[message_] = message;
    Expected(actor).message_levels[message_] = "C03● C05● C06● C07● C16◐ C19●";
  }
  narrator_.Say(
      "届いたもの: 呼び名、連絡方法、相談、週数、意向は全部、生活は要約。",
      "What arrives: handle, safe contact, contact, weeks and wishes "
      "in full; livelihood in summary.");
  ShowEverybody();
  v1::GetMessageRequest request;
  request.set_name(message_);
  ExpectHidden({"fs", "dev", "cgc", "hospital"},
               {"その連絡を開く", "open that message"}, request,
               v1::REFUSAL_CODE_NO_BASIS);
}

void Story::TakeOver() {
  const auto set_state = [this](v1::MessageState state) {
    for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
      Expected(actor).inbox[0].set_state(state);
      Expected(actor).messages[message_].mutable_header()->set_state(state);
    }
  };
  v1::AcknowledgeMessageRequest acknowledge;
  acknowledge.set_name(message_);
  Expect(At("mh").Call(acknowledge).ok(), "maternal health acknowledges");
  set_state(v1::MESSAGE_STATE_ACKNOWLEDGED);
  CheckEverybody();

  v1::AcceptMessageRequest accept;
  accept.set_name(message_);
  const auto accepted = At("mh").Call(accept);
  Expect(accepted.response.sections_size() == 3,
         "maternal health takes three copies over");
  copies_ = {accepted.response.sections().begin(),
             accepted.response.sections().end()};
  set_state(v1::MESSAGE_STATE_ACCEPTED);
  for (const char* actor : {"mh", "mh-clerk", "midwife"}) {
    // The alias is the registering party's own.
    Expected(actor).subject.emplace().set_name(places_.subject);
  }
  narrator_.Say(
      "受け取り、引き受けた。写しには「センター内まで」の制限が付く。",
      "Acknowledged and taken over; copies stay inside the centre.");
  ShowEverybody();
}

}  // namespace tasuki::scenario
