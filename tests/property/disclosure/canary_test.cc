#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/disclosure/editions.h"
#include "tests/property/disclosure/random_record.h"
#include "tests/property/disclosure/reference_construction.h"
#include "tests/random_seed.h"
#include "tests/status_matchers.h"

namespace tasuki::disclosure {
namespace {

using absl::StatusCode;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Eight bytes, so that a fixed64 holds it too; no drawn value contains it.
constexpr absl::string_view kCanary = "CANARY!!";

std::string Varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string Tag(int number, int wire_type) {
  return Varint(static_cast<uint64_t>(number) << 3 | wire_type);
}

std::string Delimited(int number, absl::string_view content) {
  return absl::StrCat(Tag(number, 2), Varint(content.size()), content);
}

// A field's bytes beside its number.
using Piece = std::pair<int, std::string>;

std::vector<Piece> PiecesOf(const Message& message) {
  std::vector<Piece> pieces;
  for (const FieldDescriptor* field : FieldsOf(message)) {
    std::unique_ptr<Message> alone(message.New());
    alone->CopyFrom(message);
    for (const FieldDescriptor* other : FieldsOf(message)) {
      if (other != field)
        alone->GetReflection()->ClearField(alone.get(), other);
    }
    pieces.emplace_back(field->number(), alone->SerializeAsString());
  }
  return pieces;
}

std::string Joined(const std::vector<Piece>& pieces) {
  std::string bytes;
  for (const Piece& piece : pieces) absl::StrAppend(&bytes, piece.second);
  return bytes;
}

using Yield = std::function<void(const std::string& bytes)>;

// Foreign fields: a number that the message does not have, in every gap, in
// every wire type that can hold the canary.
void WithUnknownField(const Message& message, const Yield& yield) {
  const std::vector<Piece> pieces = PiecesOf(message);
  for (const int number : {30, 999, 2047, 2048, 536870911}) {
    for (const std::string& foreign :
         {Delimited(number, kCanary), absl::StrCat(Tag(number, 1), kCanary),
          absl::StrCat(Tag(number, 3), Delimited(1, kCanary), Tag(number, 4)),
          absl::StrCat(Tag(number, 5), kCanary.substr(0, 4))}) {
      for (size_t at = 0; at <= pieces.size(); ++at) {
        std::vector<Piece> with = pieces;
        with.insert(with.begin() + at, Piece(number, foreign));
        yield(Joined(with));
      }
    }
  }
}

// A declared number in a wire type that is not its own, in its right place.
void WithWrongWireType(const Message& message, const Yield& yield) {
  const std::vector<Piece> pieces = PiecesOf(message);
  const auto* descriptor = message.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor& field = *descriptor->field(i);
    const int number = field.number();
    std::vector<std::string> wrong = {
        absl::StrCat(Tag(number, 1), kCanary),
        absl::StrCat(Tag(number, 3), Delimited(1, kCanary), Tag(number, 4))};
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
        field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      // A list takes it for numbers, of which none is in its vocabulary.
      wrong.push_back(Delimited(number, kCanary));
    }
    for (const std::string& bytes : wrong) {
      std::vector<Piece> with;
      for (const Piece& piece : pieces) {
        if (piece.first < number) with.push_back(piece);
      }
      with.emplace_back(number, bytes);
      for (const Piece& piece : pieces) {
        if (piece.first > number) with.push_back(piece);
      }
      yield(Joined(with));
    }
  }
}

// A singular text twice, before and after the true one; any text out of order.
void WithDuplicateOrDisorder(const Message& message, const Yield& yield) {
  const std::vector<Piece> pieces = PiecesOf(message);
  for (size_t i = 0; i < pieces.size(); ++i) {
    const FieldDescriptor& field =
        *message.GetDescriptor()->FindFieldByNumber(pieces[i].first);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    const Piece canary(field.number(), Delimited(field.number(), kCanary));
    for (size_t at = 0; at <= pieces.size(); ++at) {
      const bool in_its_place = at == i || at == i + 1;
      if (field.is_repeated() && in_its_place) continue;
      std::vector<Piece> with = pieces;
      with.insert(with.begin() + at, canary);
      yield(Joined(with));
    }
  }
}

void WithCanary(const Message& message, const Yield& yield);

void WithCanaryInNested(const Message& message, const Yield& yield) {
  const std::vector<Piece> pieces = PiecesOf(message);
  for (size_t i = 0; i < pieces.size(); ++i) {
    const FieldDescriptor& field =
        *message.GetDescriptor()->FindFieldByNumber(pieces[i].first);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const Message& nested =
        field.is_repeated()
            ? message.GetReflection()->GetRepeatedMessage(message, &field, 0)
            : message.GetReflection()->GetMessage(message, &field);
    WithCanary(nested, [&](const std::string& bytes) {
      std::vector<Piece> with = pieces;
      const std::string spoiled = Delimited(field.number(), bytes);
      with[i].second =
          field.is_repeated() ? absl::StrCat(with[i].second, spoiled) : spoiled;
      yield(Joined(with));
    });
  }
}

// The message with a canary in every position that it does not declare.
void WithCanary(const Message& message, const Yield& yield) {
  WithUnknownField(message, yield);
  WithWrongWireType(message, yield);
  WithDuplicateOrDisorder(message, yield);
  WithCanaryInNested(message, yield);
}

class CanaryTest : public ::testing::Test {
 protected:
  RandomRecords draw_{RandomSeed()};
};

TEST_F(CanaryTest, NothingUndeclaredEverComesOut) {
  int64_t spoiled = 0, lost = 0;
  for (int i = 0; i < 60; ++i) {
    const auto editions = BuildEditions(draw_.Draw());
    ASSERT_THAT(editions, IsOk());
    const bool in_full = i % 2 == 0;
    v1::Record stored;
    ASSERT_TRUE(
        stored.ParseFromString(in_full ? editions->full : editions->reduced));
    WithCanary(GroupIn(stored), [&](const std::string& group) {
      Editions bad = *editions;
      (in_full ? bad.full : bad.reduced) =
          Delimited(stored.group_case(), group);
      ++spoiled;
      for (const LevelSet& levels :
           {LevelSet::Full(),
            LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED),
            draw_.DrawLevels()}) {
        const auto out = Construct(bad, levels);
        // Where all of it would leave, all is looked into.
        const bool all_leaves = in_full && levels == LevelSet::Full();
        ASSERT_FALSE(all_leaves && out.ok());
        if (out.ok()) {
          ASSERT_FALSE(absl::StrContains(*out, "CANA"));
        } else {
          ASSERT_THAT(out, StatusIs(StatusCode::kDataLoss));
          ++lost;
        }
      }
    });
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(spoiled, 5000);
  EXPECT_GT(lost, spoiled / 2);
}

TEST_F(CanaryTest, RecordAroundTheGroupIsCanonicalToo) {
  v1::Record record;
  record.mutable_pregnancy()->set_clinic("A");
  const auto editions = BuildEditions(record);
  ASSERT_THAT(editions, IsOk());
  const std::string& good = editions->full;
  const std::string group = good.substr(2);
  for (const std::string& bytes :
       {good + Delimited(99, kCanary), good + Delimited(3, kCanary),
        Delimited(99, kCanary) + good, good + good, Delimited(8, group),
        Delimited(15, group), Delimited(16, group),
        absl::StrCat(Tag(3, 2), "\x81", absl::string_view("\0", 1), group),
        absl::StrCat("\x9A", absl::string_view("\0", 1), good.substr(1)),
        absl::StrCat(Tag(3, 3), group, Tag(3, 4))}) {
    EXPECT_THAT(Construct({bytes, editions->reduced}, LevelSet::Full()),
                StatusIs(StatusCode::kDataLoss));
    EXPECT_THAT(Construct({bytes, bytes}, LevelSet::Full()),
                StatusIs(StatusCode::kDataLoss));
  }
}

TEST_F(CanaryTest, ZeroValuesAndPaddedNumbersAreNotCanonical) {
  v1::Record record;
  record.mutable_pregnancy();
  const auto editions = BuildEditions(record);
  ASSERT_THAT(editions, IsOk());
  const absl::string_view zero("\0", 1);
  for (const std::string& field :
       {absl::StrCat(Tag(7, 0), zero),          // checks_done 0
        absl::StrCat(Tag(7, 0), "\x83", zero),  // 3, padded
        absl::StrCat(Tag(12, 0), "\x3F"),       // payment route 63
        absl::StrCat(Tag(12, 0), "\x80\x01"),   // payment route 128
        absl::StrCat(Tag(7, 0), std::string(9, '\xFF'), "\x01"),  // -1
        absl::StrCat(Tag(7, 0), std::string(9, '\xFF'), "\x02"),  // 65 bits
        absl::StrCat(Tag(7, 0), std::string(10, '\xFF'), "\x01"),
        Delimited(6, ""),     // an empty text
        Delimited(9, "")}) {  // an empty message
    EXPECT_THAT(
        Construct({Delimited(3, field), editions->reduced}, LevelSet::Full()),
        StatusIs(StatusCode::kDataLoss));
  }
}

// Random damage: whatever comes out is a record that may leave, or nothing.
TEST_F(CanaryTest, DamagedEditionsNeverOpenACategory) {
  // The parser complains about every text that is none.
  const google::protobuf::LogSilencer silence;
  int survived = 0;
  for (int i = 0; i < 30000; ++i) {
    const auto editions = BuildEditions(draw_.Draw());
    ASSERT_THAT(editions, IsOk());
    Editions bad = *editions;
    std::string& bytes = draw_.Chance(50) ? bad.full : bad.reduced;
    bytes[draw_.Below(bytes.size())] = static_cast<char>(draw_.Below(256));
    const LevelSet levels = draw_.DrawLevels();
    const auto out = Construct(bad, levels);
    if (!out.ok()) {
      ASSERT_THAT(out, StatusIs(StatusCode::kDataLoss));
      continue;
    }
    ++survived;
    const auto categories = CategoriesIn(*out);
    ASSERT_THAT(categories, IsOk());
    ASSERT_EQ(*categories & ~levels.reduced(), CategorySet());
    v1::Record record;
    // Damaged text may be no text any more; then nobody can read it.
    if (!out->empty() && record.ParseFromString(*out)) {
      ASSERT_EQ(record.SerializeAsString(), *out);
    }
  }
  EXPECT_GT(survived, 1000);
}

}  // namespace
}  // namespace tasuki::disclosure
