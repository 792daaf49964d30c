"""Writes build/model.pt and the tokenizer as the GGUF file that ships (q8_0)."""

import sys
from pathlib import Path

import gguf
import numpy as np
import sentencepiece
import torch
from gguf.quants import quantize

from dataset import END, MODEL
from model import EPSILON, ROPE_BASE

TARGET = Path(__file__).parent.parent / "src/main/resources/assistant/llama/built-in.gguf"
# The last question alone, in lower case: no history and no system prompt, since it was trained on neither.
TEMPLATE = (
    "{{ '<|user|> ' + (messages[-1]['content'] | lower | trim) }}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def main():
    saved = torch.load(sys.argv[1] if len(sys.argv) > 1 else MODEL.with_name("model.pt"))
    shape, weights = saved["shape"], saved["weights"]
    tokens = sentencepiece.SentencePieceProcessor(model_file=str(MODEL))
    ids = range(tokens.get_piece_size())
    w = gguf.GGUFWriter(TARGET, "llama")
    w.add_name("LLM Assistant built-in")
    w.add_description("A small model of LLM Assistant, trained from scratch on texts written for the project")
    w.add_license("MIT")
    w.add_context_length(shape["context"])
    w.add_embedding_length(shape["width"])
    w.add_block_count(shape["layers"])
    w.add_feed_forward_length(shape["feed_forward"])
    w.add_head_count(shape["heads"])
    w.add_head_count_kv(shape["heads"])
    w.add_layer_norm_rms_eps(EPSILON)
    w.add_rope_dimension_count(shape["width"] // shape["heads"])
    w.add_rope_freq_base(ROPE_BASE)
    w.add_vocab_size(len(ids))
    w.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    w.add_tokenizer_model("llama")
    w.add_token_list([tokens.id_to_piece(i).encode() for i in ids])
    w.add_token_scores([float(tokens.get_score(i)) for i in ids])
    w.add_token_types([kind(tokens, i) for i in ids])
    w.add_bos_token_id(0)  # none: llama.cpp would take it off the start of the prompt
    w.add_eos_token_id(END)
    w.add_unk_token_id(0)
    w.add_add_bos_token(False)
    w.add_add_eos_token(False)
    w.add_add_space_prefix(False)
    w.add_chat_template(TEMPLATE)
    w.add_bool("llm_assistant.question_only", True)  # llama.cpp would put the system prompt before the question
    w.add_uint32("llm_assistant.silent_tokens", 1)  # the one that names the topic: no part of the answer's length
    for name, tensor in tensors(weights, shape["layers"]):
        values = tensor.float().numpy()
        if values.ndim == 1:
            w.add_tensor(name, values.astype(np.float32))
        else:
            q8 = gguf.GGMLQuantizationType.Q8_0
            w.add_tensor(name, quantize(np.ascontiguousarray(values), q8), raw_dtype=q8)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    print(TARGET, TARGET.stat().st_size, "bytes")


def kind(tokens, i):
    types = gguf.TokenType
    if tokens.is_unknown(i):
        return types.UNKNOWN
    if tokens.is_control(i):
        return types.CONTROL
    return types.BYTE if tokens.is_byte(i) else types.NORMAL


def tensors(weights, layers):
    """(llama.cpp's name, tensor)"""
    yield "token_embd.weight", weights["embedding.weight"]
    yield "output_norm.weight", weights["norm.weight"]
    yield "output.weight", weights["output.weight"]
    for i in range(layers):
        part = {name: weights[f"layers.{i}.{name}.weight"] for name in (
            "attention_norm", "qkv", "attention_out", "feed_forward_norm", "gate_up", "down")}
        q, k, v = part["qkv"].chunk(3)
        gate, up = part["gate_up"].chunk(2)
        for name, tensor in (
            ("attn_norm", part["attention_norm"]), ("attn_q", q), ("attn_k", k), ("attn_v", v),
            ("attn_output", part["attention_out"]), ("ffn_norm", part["feed_forward_norm"]), ("ffn_gate", gate),
            ("ffn_up", up), ("ffn_down", part["down"])):
            yield f"blk.{i}.{name}.weight", tensor


if __name__ == "__main__":
    main()
