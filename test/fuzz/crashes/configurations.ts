/** The flags of five kinds of runs. For each, a checkpoint must contain other parts of the state. */
export const configurations: Readonly<Record<string, string>> = {
  'min-char-rnn': '--hidden 16 --metrics-interval 1 --snapshot-interval 700 --sample-length 20',
  'validated LSTM':
    '--cell lstm --hidden 8 --layers 2 --dropout 0.2 --batch 3 --fraction 0.2 --validation-interval 150 --optimizer adam --learning-rate 0.005 --metrics-interval 3',
  'GRU on two threads':
    '--cell gru --hidden 12 --batch 4 --threads 2 --optimizer rmsprop --learning-rate 0.002 --metrics-interval 2 --snapshot-interval 300',
  'changes by plan, reference kernels':
    '--build reference --hidden 6 --sequence-length 8 --optimizer momentum --learning-rate 0.01 --metrics-interval 1 --plan 200:learning-rate=0.02,700:gradient-clip=1,1200:snapshot-interval=100',
  'words in classes':
    '--unit word --output classes --classes 5 --hidden 10 --embedding 6 --bptt 8 --schedule cosine --optimizer adadelta --metrics-interval 1',
};
