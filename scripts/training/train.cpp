// dongthac-train TEXTS NUMBER OUT: makes the zstd dictionary of segment bodies (scripts/train-dictionary runs it).
// Work on invented plans in the sentences of TEXTS, packed as the programs pack it; no office's document is read.

#include <fstream>
#include <iostream>
#include <string>

#define ZDICT_STATIC_LINKING_ONLY // the quick trainer
#include <zdict.h>

#include "shared/base/files.hpp"
#include "shared/base/random.hpp"
#include "shared/text/tokens.hpp"
#include "shared/wire/batch.hpp"

namespace dongthac {

namespace {

constexpr std::size_t kDictionarySize = std::size_t{16} << 10;
constexpr std::size_t kSamples = 6'000;

using change::Change;

/// One office's work on one plan.
class Office {
  public:
    Office(std::uint64_t seed, const std::vector<std::string>& sentences)
        : random_(seed), sentences_(sentences), replica_(base::new_id<base::ReplicaId>(random_)),
          document_(base::new_id<base::DocumentId>(random_)), node_(base::NodeId{document_.bytes}) {
        counter_ = 1 + random_.below(4'000);
        lamport_ = counter_ + random_.below(100);
        wall_ms_ += static_cast<std::int64_t>(random_.below(30'000'000'000));
    }

    /// A new plan with its paragraphs, as when it is imported.
    std::vector<Change> import(std::size_t paragraphs) {
        std::vector<Change> changes;
        add(changes, change::CreateDocument{1, "truong-thcs-so-" + std::to_string(random_.below(40)), {}, 1});
        for (std::uint16_t field = 20; field <= 30; ++field) set(changes, field);
        static const std::vector<std::string> kRoles = {"text", "text", "task", "section", "heading", "item"};
        for (std::size_t i = 0; i < paragraphs; ++i) {
            const auto node = base::new_id<base::NodeId>(random_);
            add(changes, change::CreateNode{node, node_, "a" + std::to_string(i), any(kRoles), std::to_string(i % 9 + 1) + ".",
                                            text::tokenise(prose(1 + random_.below(3))), {}});
        }
        return changes;
    }

    /// Some of a day's typing and filling in.
    std::vector<Change> work(std::size_t count) {
        std::vector<Change> changes;
        while (changes.size() < count) {
            if (random_.below(6) == 0) node_ = base::new_id<base::NodeId>(random_);
            const std::uint64_t what = random_.below(20);
            if (what < 12)
                edit(changes);
            else if (what < 17)
                set(changes, static_cast<std::uint16_t>(random_.below(2) == 0 ? 7 : 20 + random_.below(14)));
            else if (what < 18)
                add(changes, change::Comment{node_, prose(1), "Trường Tiểu học, cô Nguyễn Thị Hạnh"});
            else
                add(changes, change::CreateNode{base::new_id<base::NodeId>(random_), node_, "a" + std::to_string(what),
                                                "text", "", text::tokenise(prose(1)), {}});
        }
        return changes;
    }

  private:
    const std::string& any(const std::vector<std::string>& list) { return list[random_.below(list.size())]; }

    std::string prose(std::uint64_t sentences) {
        std::string text = any(sentences_);
        for (; sentences > 1; --sentences) text += " " + any(sentences_);
        return text;
    }

    void edit(std::vector<Change>& changes) {
        std::vector<std::string> words = text::tokenise(any(sentences_));
        words.resize(std::min<std::size_t>(words.size(), 1 + random_.below(16)));
        add(changes, change::EditText{node_, {{random_.below(120), random_.below(3) == 0 ? random_.below(8) : 0, words}}});
    }

    void set(std::vector<Change>& changes, std::uint16_t field) {
        static const std::vector<std::string> kCoverage = {"full", "partial", "not_applicable"};
        model::Value value = any(sentences_);
        if (field == 7) value = any(kCoverage);
        if (field == 24) value = text::from_days(20'000 + static_cast<std::int64_t>(random_.below(900)));
        if (field == 30) value = static_cast<std::int64_t>(2024 + random_.below(5));
        add(changes, change::SetField{node_, field, std::move(value), {}});
    }

    void add(std::vector<Change>& changes, change::Payload payload) {
        Change change;
        change.id = {replica_, ++counter_};
        change.kind = static_cast<std::uint16_t>(change::kind_of(payload));
        change.document = document_;
        change.lamport = ++lamport_;
        change.wall_ms = wall_ms_ += static_cast<std::int64_t>(400 + random_.below(90'000));
        if (last_ != 0) change.parents.push_back({replica_, last_});
        last_ = counter_;
        change.payload = std::move(payload);
        changes.push_back(std::move(change));
    }

    base::SeededRandom random_;
    const std::vector<std::string>& sentences_;
    base::ReplicaId replica_;
    base::DocumentId document_;
    base::NodeId node_;
    std::uint64_t counter_ = 0;
    std::uint64_t last_ = 0;
    std::uint64_t lamport_ = 0;
    std::int64_t wall_ms_ = 1'767'225'600'000;
};

int train(const std::string& texts, unsigned number, const std::string& out) {
    std::vector<std::string> sentences;
    std::ifstream in(texts);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) sentences.push_back(line);
    if (sentences.empty()) return 2;
    base::Bytes bytes;
    std::vector<std::size_t> sizes;
    base::SeededRandom random(number);
    for (std::uint64_t i = 0; i < kSamples; ++i) {
        Office office(number * 1'000'000 + i, sentences);
        const std::uint64_t what = random.below(4);
        const auto changes = what == 0   ? office.import(10 + random.below(40))
                             : what == 1 ? office.work(32 + random.below(200))
                                         : office.work(1 + random.below(12));
        const wire::Batch batch = wire::write_batch(changes);
        bytes.insert(bytes.end(), batch.bytes.begin(), batch.bytes.end());
        sizes.push_back(batch.bytes.size());
    }
    base::Bytes dictionary(kDictionarySize);
    ZDICT_fastCover_params_t params{};
    params.d = 8;
    params.k = 200;
    params.steps = 4;
    params.zParams.compressionLevel = 3;
    params.zParams.dictID = number;
    const std::size_t size = ZDICT_optimizeTrainFromBuffer_fastCover(dictionary.data(), dictionary.size(), bytes.data(),
                                                                     sizes.data(), static_cast<unsigned>(sizes.size()), &params);
    if (ZDICT_isError(size) != 0) {
        std::cerr << ZDICT_getErrorName(size) << "\n";
        return 1;
    }
    dictionary.resize(size);
    std::cout << sizes.size() << " batches, " << bytes.size() << " bytes; dictionary " << size << " bytes\n";
    return base::write_file(out, base::as_text(dictionary)) ? 0 : 1;
}

} // namespace

} // namespace dongthac

int main(int count, char** arguments) {
    if (count != 4) {
        std::cerr << "usage: dongthac-train TEXTS NUMBER OUT\n";
        return 2;
    }
    return dongthac::train(arguments[1], static_cast<unsigned>(std::stoul(arguments[2])), arguments[3]);
}
