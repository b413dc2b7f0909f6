#include "gateway/intake/spool.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gateway/crypto/sealing.h"
#include "gateway/intake/slot.h"
#include "tests/files.h"
#include "tests/status_matchers.h"
#include "tests/temporary_directory.h"

namespace tasuki::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Id(int number) {
  return absl::StrCat("id-", 1000000000000 + number);
}
std::string Owner(int number) {
  return absl::StrCat("owner-", 1000000000 + number);
}

class SpoolTest : public ::testing::Test {
 protected:
  SpoolTest() { EXPECT_THAT(Spool::Make(path_, key_, 16), IsOk()); }

  std::unique_ptr<Spool> Open() {
    auto spool = Spool::Open(path_, key_);
    EXPECT_THAT(spool.status(), IsOk());
    return spool.ok() ? *std::move(spool) : nullptr;
  }

  // What waits, in order.
  static std::vector<std::string> Waiting(Spool& spool) {
    std::vector<std::string> contents;
    uint64_t after = 0;
    while (true) {
      const auto entry = spool.Next(after);
      if (!entry.ok()) continue;
      if (!entry->has_value()) return contents;
      after = (*entry)->sequence;
      contents.push_back((*entry)->content);
    }
  }

  static absl::Status DeliverFirst(Spool& spool) {
    const auto entry = spool.Next(0);
    return spool.SetDelivered((*entry)->sequence);
  }

  TemporaryDirectory directory_;
  const std::string path_ = (directory_.path() / "spool").string();
  const SpoolKey key_ = SpoolKey::Of(crypto::NewKey());
};

TEST_F(SpoolTest, KeepsWhatItTookInOrderOverARestart) {
  {
    const auto spool = Open();
    for (int i = 0; i < 5; ++i) {
      EXPECT_THAT(spool->Add(Id(i), Owner(i), absl::StrCat("report ", i)),
                  IsOk());
    }
    EXPECT_THAT(DeliverFirst(*spool), IsOk());
  }
  const auto again = Open();
  EXPECT_THAT(Waiting(*again),
              ElementsAre("report 1", "report 2", "report 3", "report 4"));
  EXPECT_EQ(again->Find(Id(0)), Spool::State::kDelivered);
  EXPECT_EQ(again->Find(Id(4)), Spool::State::kWaiting);
  EXPECT_EQ(again->Find(Id(5)), Spool::State::kUnknown);
}

TEST_F(SpoolTest, TheOrderHoldsWherePlacesAreUsedAgain) {
  auto spool = Open();
  for (int i = 0; i < 40; ++i) {
    ASSERT_THAT(spool->Add(Id(i), Owner(i), absl::StrCat("report ", i)),
                IsOk());
    if (i >= 3) {
      ASSERT_THAT(DeliverFirst(*spool), IsOk());
    }
    if (i % 7 == 0) {
      spool.reset();
      spool = Open();
    }
  }
  EXPECT_THAT(Waiting(*spool),
              ElementsAre("report 37", "report 38", "report 39"));
}

TEST_F(SpoolTest, TheSameReportSentAgainIsOneAlsoOnceDelivered) {
  auto spool = Open();
  EXPECT_THAT(spool->Add(Id(1), Owner(1), "once"), IsOk());
  EXPECT_THAT(spool->Add(Id(1), Owner(1), "once"), IsOk());
  EXPECT_THAT(Waiting(*spool), ElementsAre("once"));
  EXPECT_THAT(DeliverFirst(*spool), IsOk());
  spool.reset();
  spool = Open();
  EXPECT_THAT(spool->Add(Id(1), Owner(1), "once"), IsOk());
  EXPECT_THAT(Waiting(*spool), IsEmpty());
}

TEST_F(SpoolTest, FullMeansThatNothingIsLostAndNothingIsTaken) {
  const auto spool = Open();
  for (int i = 0; i < 16; ++i) {
    EXPECT_THAT(spool->Add(Id(i), Owner(i), "kept"), IsOk());
  }
  EXPECT_THAT(spool->Add(Id(16), Owner(16), "one too many"),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(Waiting(*spool).size(), 16u);
  EXPECT_THAT(DeliverFirst(*spool), IsOk());
  EXPECT_THAT(spool->Add(Id(16), Owner(16), "kept too"), IsOk());
}

TEST_F(SpoolTest, OnePartnerAloneCannotFillIt) {
  auto spool = Open();
  for (int i = 0; i < 4; ++i) {
    EXPECT_THAT(spool->Add(Id(i), Owner(0), "flood"), IsOk());
  }
  spool.reset();
  spool = Open();
  EXPECT_THAT(spool->Add(Id(4), Owner(0), "flood"),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(spool->Add(Id(5), Owner(1), "another one's"), IsOk());
  EXPECT_THAT(DeliverFirst(*spool), IsOk());
  EXPECT_THAT(spool->Add(Id(4), Owner(0), "its turn again"), IsOk());
}

TEST_F(SpoolTest, WhatIsWrittenIsSealed) {
  const auto spool = Open();
  EXPECT_THAT(spool->Add(Id(1), Owner(1), "marker-of-this-test"), IsOk());
  EXPECT_THAT(ReadFile(path_), Not(HasSubstr("marker-of-this-test")));
}

TEST_F(SpoolTest, WhatWasDeliveredIsWipedFromTheDisk) {
  const auto spool = Open();
  EXPECT_THAT(spool->Add(Id(1), Owner(1), std::string(900, 'x')), IsOk());
  EXPECT_THAT(DeliverFirst(*spool), IsOk());
  const std::string slot = ReadFile(path_).substr(kSlotBytes, kSlotBytes);
  EXPECT_EQ(slot.find_first_not_of('\0', kSlotHeaderBytes), slot.npos);
}

TEST_F(SpoolTest, AnotherKeyOpensNothing) {
  EXPECT_THAT(Spool::Open(path_, SpoolKey::Of(crypto::NewKey())).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(SpoolTest, ASecondProcessIsRefusedButMayRead) {
  const auto spool = Open();
  EXPECT_THAT(spool->Add(Id(1), Owner(1), "seen"), IsOk());
  EXPECT_THAT(Spool::Open(path_, key_).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  const auto reader = Spool::Open(path_, key_, SpoolFile::Use::kReadOnly);
  ASSERT_THAT(reader.status(), IsOk());
  EXPECT_THAT(Waiting(**reader), ElementsAre("seen"));
}

TEST_F(SpoolTest, WhatIsTooLargeIsRefusedWhole) {
  const auto spool = Open();
  EXPECT_THAT(
      spool->Add(Id(1), Owner(1), std::string(Spool::kMostContent, 'x')),
      IsOk());
  EXPECT_THAT(
      spool->Add(Id(2), Owner(1), std::string(Spool::kMostContent + 1, 'x')),
      StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(Waiting(*spool).size(), 1u);
}

// Cut off after each byte of a write, and with every later byte wrong: the
// entries before it are all there, it is not, and nothing is taken for one.
TEST_F(SpoolTest, AWriteThatIsTornAtAnyByteIsNoEntryAndHarmsNone) {
  {
    const auto spool = Open();
    EXPECT_THAT(spool->Add(Id(1), Owner(1), "first"), IsOk());
    EXPECT_THAT(spool->Add(Id(2), Owner(2), "second"), IsOk());
  }
  const std::string whole = ReadFile(path_);
  const size_t start = 2 * kSlotBytes;
  const size_t end = whole.find_last_not_of('\0') + 1;
  ASSERT_GT(end, start + kSlotHeaderBytes);
  for (size_t cut = start; cut < end; ++cut) {
    std::string torn = whole;
    torn.replace(cut, end - cut, end - cut, '\0');
    if (torn == whole) continue;  // the last bytes were zeros anyway
    WriteFile(path_, torn);
    const auto spool = Open();
    ASSERT_THAT(Waiting(*spool), ElementsAre("first")) << cut;
    // It can take the next one, and keeps it.
    ASSERT_THAT(spool->Add(Id(3), Owner(3), "third"), IsOk()) << cut;
    ASSERT_THAT(Waiting(*spool), ElementsAre("first", "third")) << cut;
  }
}

TEST_F(SpoolTest, AFlippedByteIsNoticedAndTheOthersGoOn) {
  {
    const auto spool = Open();
    for (int i = 1; i <= 3; ++i) {
      EXPECT_THAT(spool->Add(Id(i), Owner(i), absl::StrCat("report ", i)),
                  IsOk());
    }
  }
  const std::string whole = ReadFile(path_);
  const size_t start = 2 * kSlotBytes;
  const size_t size = kSlotHeaderBytes + 28 + 8;  // sealed "report 2"
  for (size_t at = start; at < start + size; ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    WriteFile(path_, damaged);
    const auto spool = Open();
    ASSERT_THAT(Waiting(*spool), ElementsAre("report 1", "report 3")) << at;
    ASSERT_EQ(spool->counts().damaged, 1) << at;
  }
}

// A person may still make something of it.
TEST_F(SpoolTest, WhatIsDamagedIsNeverOverwritten) {
  {
    const auto spool = Open();
    EXPECT_THAT(spool->Add(Id(1), Owner(1), "report 1"), IsOk());
  }
  std::string damaged = ReadFile(path_);
  damaged[kSlotBytes + kSlotHeaderBytes] ^= 1;
  WriteFile(path_, damaged);
  const auto spool = Open();
  for (int i = 2; i < 2 + 15; ++i) {
    EXPECT_THAT(spool->Add(Id(i), Owner(i), "more"), IsOk());
  }
  EXPECT_THAT(spool->Add(Id(99), Owner(99), "more"),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReadFile(path_).substr(kSlotBytes, kSlotBytes),
            damaged.substr(kSlotBytes, kSlotBytes));
}

TEST_F(SpoolTest, AnEntryIsNotTakenForThatOfAnotherPlace) {
  {
    const auto spool = Open();
    EXPECT_THAT(spool->Add(Id(1), Owner(1), "report 1"), IsOk());
    EXPECT_THAT(spool->Add(Id(2), Owner(2), "report 2"), IsOk());
  }
  // The header of the first with the sealed content of the second.
  std::string bytes = ReadFile(path_);
  SlotHeader header = *DecodeHeader(bytes.substr(kSlotBytes, kSlotHeaderBytes));
  const SlotHeader other =
      *DecodeHeader(bytes.substr(2 * kSlotBytes, kSlotHeaderBytes));
  header.body_digest = other.body_digest;
  bytes.replace(kSlotBytes, kSlotHeaderBytes, EncodeHeader(header));
  bytes.replace(kSlotBytes + kSlotHeaderBytes, other.size,
                bytes.substr(2 * kSlotBytes + kSlotHeaderBytes, other.size));
  WriteFile(path_, bytes);
  const auto spool = Open();
  EXPECT_THAT(Waiting(*spool), ElementsAre("report 2"));
  EXPECT_EQ(spool->counts().damaged, 1);
}

TEST(SpoolKeyTest, IsMadeOnceAndReadAgain) {
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "key").string();
  ASSERT_THAT(SpoolKey::Make(path), IsOk());
  EXPECT_THAT(SpoolKey::Make(path), StatusIs(absl::StatusCode::kAlreadyExists));
  const auto one = SpoolKey::Read(path);
  ASSERT_THAT(one.status(), IsOk());
  EXPECT_EQ(one->seal.Reveal(), SpoolKey::Read(path)->seal.Reveal());
  EXPECT_NE(one->seal.Reveal(), one->name.Reveal());
  EXPECT_EQ(
      std::filesystem::status(path).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  WriteFile(path, ReadFile(path) + "x");
  EXPECT_THAT(SpoolKey::Read(path).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace tasuki::intake
