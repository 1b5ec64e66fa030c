import SluiceLearning
import Foundation
var a = Architecture(columnOfTask: [0, 1])
a.wiring = .split; a.activation = .tanh; a.penalty.weight = 0.1
let args = CommandLine.arguments
let batch = Int(args.dropFirst().first ?? "32") ?? 32
let threads = Int(args.dropFirst(2).first ?? "1") ?? 1
var b = Benchmark(architecture: a, optimizer: Optimizer(.sgd))
b.batch = batch; b.threads = threads
let data = Benchmark.Data.synthetic(sentences: Int(args.dropFirst(3).first ?? "400") ?? 400, tasks: 2, seed: 1)
let r = b.run(data) {}
print(r.tokens, r.parameters, r.training.map { Double(r.tokens)/$0 }, r.inference.map { Double(r.tokens)/$0 })
