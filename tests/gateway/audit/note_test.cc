#include "gateway/audit/note.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/audit/encoding.h"
#include "tests/gateway/audit/mutations.h"
#include "tests/status_matchers.h"
#include "tests/vectors.h"

namespace tasuki::audit {
namespace {

using absl::StatusCode;
using nlohmann::json;

constexpr absl::string_view kName = "gw.example.jp/audit/2026h2";
constexpr absl::string_view kText = "first\n\nthird\n";

json GoNote() { return ReadJson("vectors/signed-note/go-note.json"); }

std::vector<NoteVerifier> Verifiers(const json& vkeys) {
  std::vector<NoteVerifier> verifiers;
  for (const json& vkey : vkeys) {
    verifiers.push_back(*NoteVerifier::Parse(vkey.get<std::string>()));
  }
  return verifiers;
}

crypto::Ed25519Key KeyOf(char byte) {
  return *crypto::Ed25519Key::FromSeed(crypto::Secret(std::string(32, byte)));
}

NoteVerifier VerifierOf(absl::string_view name, char byte) {
  return NoteVerifier::Of(name, KeyOf(byte).public_key());
}

std::string SignatureLine(absl::string_view name, absl::string_view bytes) {
  return absl::StrCat("— ", name, " ", absl::Base64Escape(bytes), "\n");
}

TEST(SignNoteTest, GivesGosBytesForGosKey) {
  // Printed in the tests of golang/mod, where the expected note is from.
  const auto key = crypto::Ed25519Key::FromSeed(crypto::Secret(
      Hex("810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173")));
  ASSERT_THAT(key, IsOk());
  const json file = GoNote();
  const json& test = file["sign_kat"];
  EXPECT_EQ(SignNote(test["text"].get<std::string>(), "PeterNeumann", *key),
            test["expected_note"].get<std::string>());
}

TEST(NoteVerifierTest, ParsesWhatItWrites) {
  const json file = GoNote();
  for (const json& vkey : file["vkeys_valid"]) {
    const auto verifier = NoteVerifier::Parse(vkey.get<std::string>());
    ASSERT_THAT(verifier, IsOk());
    EXPECT_EQ(verifier->ToString(), vkey.get<std::string>());
  }
  // A key whose base64 has plus signs of its own.
  for (char byte = 0; byte < 100; ++byte) {
    const std::string vkey = VerifierOf(kName, byte).ToString();
    const auto verifier = NoteVerifier::Parse(vkey);
    ASSERT_THAT(verifier, IsOk()) << vkey;
    EXPECT_EQ(verifier->name(), kName);
  }
}

TEST(NoteVerifierTest, RefusesWhatGoRefuses) {
  const json file = GoNote();
  int refused = 0;
  for (const json& test : file["vkeys_invalid"]) {
    if (!test.contains("vkey")) continue;
    EXPECT_THAT(NoteVerifier::Parse(test["vkey"].get<std::string>()),
                StatusIs(StatusCode::kInvalidArgument));
    ++refused;
  }
  EXPECT_EQ(refused, 2);
  for (const json& vkey : file["vkeys_valid"]) {
    ExpectEveryMutationRefused(vkey.get<std::string>(), [](const auto& text) {
      return NoteVerifier::Parse(text).status();
    });
  }
}

TEST(NoteVerifierTest, RefusesAWitnessKeyInPlaceOfALogKey) {
  const json file = ReadJson("vectors/cosignature/ed25519-type04.json");
  ASSERT_EQ(file["cases"].size(), 3u);
  for (const json& test : file["cases"]) {
    EXPECT_THAT(NoteVerifier::Parse(test["vkey"].get<std::string>()),
                StatusIs(StatusCode::kInvalidArgument));
  }
}

TEST(OpenNoteTest, OpensTheExampleOfTheSpecification) {
  const json file = ReadJson("vectors/signed-note/c2sp-example.json");
  const auto text = OpenNote(file["note"].get<std::string>(),
                             Verifiers(json::array({file["vkey"]})));
  ASSERT_THAT(text, IsOk());
  EXPECT_EQ(*text, "This is an example message.\n");
}

TEST(OpenNoteTest, OpensAndRefusesAsGo) {
  const json file = GoNote();
  ASSERT_EQ(file["open"].size(), 4u);
  for (const json& test : file["open"]) {
    const auto text =
        OpenNote(Base64(test["note_b64"]), Verifiers(test["known"]));
    if (test.contains("error")) {
      EXPECT_THAT(text, StatusIs(StatusCode::kInvalidArgument)) << test;
    } else {
      ASSERT_THAT(text, IsOk()) << test;
      EXPECT_EQ(*text, file["sign_kat"]["text"].get<std::string>());
    }
  }
  ASSERT_EQ(file["malformed"].size(), 8u);
  for (const json& test : file["malformed"]) {
    EXPECT_THAT(OpenNote(Base64(test["note_b64"]), Verifiers(test["known"])),
                StatusIs(StatusCode::kInvalidArgument))
        << test["id"];
  }
}

TEST(OpenNoteTest, GivesBackTheSignedTextWithItsEmptyLines) {
  const auto key = KeyOf('k');
  const std::vector<NoteVerifier> known = {VerifierOf(kName, 'k')};
  for (const absl::string_view text :
       {"\n", "襷\n", "a\n\n\n", "\n\n— x\n\n", "— not a signature\n"}) {
    const auto opened = OpenNote(SignNote(text, kName, key), known);
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(*opened, text);
  }
}

TEST(OpenNoteTest, AnyOtherBytesAreRefused) {
  const std::vector<NoteVerifier> known = {VerifierOf(kName, 'k')};
  ExpectEveryMutationRefused(
      SignNote(kText, kName, KeyOf('k')),
      [&](const auto& note) { return OpenNote(note, known).status(); });
}

TEST(OpenNoteTest, TextThatIsNotPlainIsRefusedHoweverWellSigned) {
  const auto key = KeyOf('k');
  const NoteVerifier known = VerifierOf(kName, 'k');
  for (const std::string& text :
       {std::string("a\tb\n"), std::string("a\r\n"), std::string("\0\n", 2),
        std::string("\xFF\n"), std::string("plain\n")}) {
    const std::string note = absl::StrCat(
        text, "\n",
        SignatureLine(kName, absl::StrCat(U32(known.id()), key.Sign(text))));
    EXPECT_EQ(OpenNote(note, {known}).ok(), text == "plain\n") << text;
  }
}

TEST(OpenNoteTest, UnknownSignaturesArePassedOverAndKnownOnesAllHold) {
  const std::string note = SignNote(kText, kName, KeyOf('k'));
  const std::vector<NoteVerifier> one = {VerifierOf(kName, 'k')};
  const std::vector<NoteVerifier> both = {VerifierOf(kName, 'k'),
                                          VerifierOf("witness", 'w')};
  const std::string by_witness =
      SignNote(kText, "witness", KeyOf('w')).substr(kText.size() + 1);
  EXPECT_THAT(OpenNote(note + by_witness, one), IsOk());
  EXPECT_THAT(OpenNote(note + by_witness, both), IsOk());

  // The witness's id, over another text.
  const std::string stale =
      SignNote("other\n", "witness", KeyOf('w')).substr(7);
  EXPECT_THAT(OpenNote(note + stale, one), IsOk());
  EXPECT_THAT(OpenNote(note + stale, both),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(OpenNote(note + by_witness, {VerifierOf("stranger", 's')}),
              StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(OpenNote(note, {}), StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenNoteTest, ARepeatedSignatureOfAKnownKeyIsCheckedToo) {
  const std::string note = SignNote(kText, kName, KeyOf('k'));
  const std::string wrong = SignNote("other\n", kName, KeyOf('k')).substr(7);
  EXPECT_THAT(OpenNote(note + wrong, {VerifierOf(kName, 'k')}),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenNoteTest, AnIdUnderAnotherNameIsAnotherKey) {
  const std::string note = SignNote(kText, kName, KeyOf('k'));
  const size_t line = note.rfind("— ");
  const std::string id_and_signature = note.substr(note.rfind(' ') + 1);
  const std::string forged =
      absl::StrCat(note.substr(0, line), "— other ", id_and_signature);
  EXPECT_THAT(OpenNote(forged, {VerifierOf(kName, 'k')}),
              StatusIs(StatusCode::kInvalidArgument));
  const std::string beside = absl::StrCat(note, "— other ", id_and_signature);
  EXPECT_THAT(OpenNote(beside, {VerifierOf(kName, 'k')}), IsOk());
}

TEST(OpenNoteTest, TakesAHundredSignaturesAndNoMore) {
  const std::vector<NoteVerifier> known = {VerifierOf(kName, 'k')};
  std::string note = absl::StrCat(kText, "\n");
  for (int i = 0; i < 99; ++i) {
    note += SignatureLine(absl::StrCat("witness/", i), "idid-signature");
  }
  note += SignNote(kText, kName, KeyOf('k')).substr(kText.size() + 1);
  EXPECT_THAT(OpenNote(note, known), IsOk());
  note += SignatureLine("witness/100", "idid-signature");
  EXPECT_THAT(OpenNote(note, known), StatusIs(StatusCode::kInvalidArgument));
}

TEST(OpenNoteTest, ASignatureLineThatIsNotOneSpoilsTheNote) {
  const std::string note = SignNote(kText, kName, KeyOf('k'));
  const std::vector<NoteVerifier> known = {VerifierOf(kName, 'k')};
  ASSERT_THAT(OpenNote(note + SignatureLine("witness", "idids"), known),
              IsOk());
  for (const std::string& line :
       {std::string("\n"), std::string("plain line\n"),
        std::string("— witness\n"), std::string("— witness \n"),
        std::string("-- witness aWRpZHM=\n"),
        std::string("— witness aWRpZHM\n"),
        std::string("— witness aWRpZHM= \n"),
        std::string("— witness  aWRpZHM=\n"), std::string("—  aWRpZHM=\n"),
        std::string("— witness aWRpZHM="), std::string("— wit+ness aWRpZHM=\n"),
        std::string("— wit　ness aWRpZHM=\n"), SignatureLine("witness", "idid"),
        SignatureLine("witness", "")}) {
    EXPECT_THAT(OpenNote(note + line, known),
                StatusIs(StatusCode::kInvalidArgument))
        << line;
  }
}

TEST(SignNoteDeathTest, TextThatNobodyCouldOpenEndsTheProcess) {
  const auto key = KeyOf('k');
  EXPECT_DEATH(SignNote("no end", kName, key), "CHECK failed");
  EXPECT_DEATH(SignNote("a\tb\n", kName, key), "CHECK failed");
  EXPECT_DEATH(SignNote("a\n", "two words", key), "CHECK failed");
}

}  // namespace
}  // namespace tasuki::audit
