// Which ways of reaching her are safe.

#include "gateway/model/vocabulary.h"
#include "tests/scenario/story_scenes.h"

namespace tasuki::scenario {
namespace {

// Asks for a channel; the answer is to be this, and the log says why not.
void CheckChannel(Story& story, v1::ContactChannel channel, bool allowed) {
  v1::CheckContactRequest request;
  request.set_subject(story.subject());
  request.set_case_(story.a_case());
  request.set_channel(channel);
  auto reply = story.Do("mh", request, "may she be reached like this");
  const std::string leaf = reply.disclosure().evidence_size() == 1
                               ? reply.disclosure().evidence(0).leaf_hash()
                               : "";
  reply.clear_disclosure();
  v1::CheckContactResponse expected;
  expected.set_allowed(allowed);
  v1::SafeAlternative& line = *expected.add_alternatives();
  line.set_channel(v1::CONTACT_CHANNEL_LINE);
  line.set_time_window("21:00-23:00");
  line.set_sender_name_to_show("みほん相談");
  story.ExpectSame(reply, expected, ShortName(channel));
  const v1::OfficeGroup logged = story.EntryOf(leaf).office();
  story.Expect(
      allowed ? logged.true_codes().empty()
              : logged.true_codes_size() == 1 &&
                    logged.true_codes(0) == v1::REFUSAL_CODE_CHANNEL_UNSAFE,
      "the log says whether the channel is safe");
}

}  // namespace

void SafeContact(Story& story) {
  story.tell().Step(
      "#12",
      "母子保健 → 本人。手帳と健診の券を渡した。お祝いの手紙を送る前に。",
      "Handbook and tickets are handed over. Before the letter of "
      "congratulation is sent:");
  CheckChannel(story, v1::CONTACT_CHANNEL_HOME_MAIL, false);
  CheckChannel(story, v1::CONTACT_CHANNEL_BANK_TRANSFER_TEXT, false);
  CheckChannel(story, v1::CONTACT_CHANNEL_LINE, true);
  story.tell().Say(
      "× 自宅への手紙: 使ってはならない。× 振込の摘要: "
      "許す決まりがない。代わりに "
      "LINE（21時から23時、「みほん相談」の名で）。",
      "Not by mail to her home; not in the text of a bank transfer, which no "
      "rule allows. LINE instead, 21:00 to 23:00, under a neutral name.");
  v1::CheckContactRequest request;
  request.set_subject(story.subject());
  request.set_channel(v1::CONTACT_CHANNEL_LINE);
  story.ExpectRefused({"agency"},
                      {"連絡してよいか尋ねる", "ask whether to contact her"},
                      request, Hidden(v1::REFUSAL_CODE_NO_BASIS));
  story.ShowEverybody();
}

}  // namespace tasuki::scenario
