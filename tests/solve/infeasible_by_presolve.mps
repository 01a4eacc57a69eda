NAME        
ROWS
 N  NoObj   
 E  r0      
 E  r1      
 E  r2      
 E  r3      
 E  r4      
 E  r5      
 E  r6      
 L  r7      
 L  r8      
 L  r9      
 L  r10     
 L  r11     
 L  r12     
 E  r13     
 E  r14     
 E  r15     
 E  r16     
 E  r17     
 E  r18     
 E  r19     
 E  r20     
 E  r21     
 E  r22     
 E  r23     
 E  r24     
 L  r25     
 L  r26     
 L  r27     
 L  r28     
 L  r29     
 L  r30     
 L  r31     
 L  r32     
 L  r33     
 L  r34     
 L  r35     
 L  r36     
 L  r37     
 L  r38     
 L  r39     
 L  r40     
 L  r41     
 L  r42     
 L  r43     
 L  r44     
 L  r45     
 L  r46     
 L  r47     
 E  r48     
 E  r49     
 E  r50     
 E  r51     
 L  r52     
COLUMNS
    c0        r52       1
    c1        r52       1
    c2        r52       1
    c3        r52       1
    c4        r52       1
    c5        r52       1
    c6        r52       1
    c7        r52       1
    c8        r52       1
    c9        r52       1
    c10       r52       1
    c11       r21       1
    c11       r52       1
    c12       r52       1
    c13       r22       1
    c13       r52       1
    c14       r52       1
    c15       r52       1
    c16       r52       1
    c17       r52       1
    c18       r52       1
    c19       r23       1
    c19       r52       1
    c20       r52       1
    c21       r24       1
    c21       r52       1
    c22       r52       1
    c23       NoObj     0
    c24       r7        1
    c25       r8        1
    c26       r9        1
    c27       r10       1
    c27       r13       -1
    c28       r11       1
    c28       r14       -1
    c28       r15       -1
    c29       r12       1
    c29       r16       -1
    c29       r17       -1
    c29       r18       -1
    c29       r19       -1
    c29       r20       -1
    c30       r14       -1
    c30       r15       -1
    c31       r14       -1
    c31       r15       -1
    c32       r14       -1
    c32       r15       -1
    c33       r14       -1
    c33       r15       -1
    c34       r13       -1
    c35       r14       -1
    c35       r15       -1
    c36       NoObj     0
    c37       r33       -0.700867052023121
    c37       r37       0.663294797687861
    c37       r43       0.200867052023121
    c37       r48       -0.0173333333333333
    c38       r34       -0.700867052023121
    c38       r38       0.663294797687861
    c38       r44       0.200867052023121
    c38       r49       -0.0173333333333333
    c39       NoObj     0
    c40       r35       -0.700867052023121
    c40       r45       0.200867052023121
    c40       r50       -0.0173333333333333
    c41       r25       1
    c41       r36       -0.700867052023121
    c41       r51       -0.0173333333333333
    c42       NoObj     0
    c43       NoObj     0
    c44       NoObj     0
    c45       r33       -0.700867052023121
    c45       r37       -0.336705202312139
    c45       r43       0.200867052023121
    c45       r48       -0.01625
    c46       r34       -0.700867052023121
    c46       r38       -0.336705202312139
    c46       r44       0.200867052023121
    c46       r49       -0.01625
    c47       NoObj     0
    c48       r35       -0.700867052023121
    c48       r45       0.200867052023121
    c48       r50       -0.01625
    c49       r25       1
    c49       r36       -0.700867052023121
    c49       r51       -0.01625
    c50       NoObj     0
    c51       NoObj     0
    c52       r50       -0.140207075064711
    c53       r25       1
    c53       r51       -0.140207075064711
    c54       NoObj     0
    c55       NoObj     0
    c56       NoObj     0
    c57       r26       1
    c57       r39       0.663294797687861
    c57       r41       -0.71242774566474
    c57       r46       0.21242774566474
    c57       r50       -0.0173333333333333
    c58       r27       1
    c58       r40       0.663294797687861
    c58       r42       -0.71242774566474
    c58       r47       0.21242774566474
    c58       r51       -0.0173333333333333
    c59       NoObj     0
    c60       NoObj     0
    c61       r26       1
    c61       r39       -0.336705202312139
    c61       r41       0.28757225433526
    c61       r46       -0.78757225433526
    c61       r50       -0.01625
    c62       r27       1
    c62       r40       -0.336705202312139
    c62       r42       0.28757225433526
    c62       r47       -0.78757225433526
    c62       r51       -0.01625
    c63       NoObj     0
    c64       NoObj     0
    c65       NoObj     0
    c66       r48       -0.140207075064711
    c67       r49       -0.140207075064711
    c68       NoObj     0
    c69       r26       1
    c69       r50       -0.140207075064711
    c70       r27       1
    c70       r51       -0.140207075064711
    c71       NoObj     0
    c72       NoObj     0
    c73       NoObj     0
    c74       NoObj     0
    c75       NoObj     0
    c76       NoObj     0
    c77       NoObj     0
    c78       r28       1
    c79       r21       1
    c79       r29       1
    c80       r22       1
    c80       r30       1
    c81       r23       1
    c81       r31       1
    c82       r24       1
    c82       r32       1
    c83       NoObj     0
    MARK0000  'MARKER'                 'INTORG'
    c84       r1        1
    c84       r9        -600
    c85       r2        1
    c85       r10       -500
    c86       r2        1
    c86       r11       -500
    c87       r2        1
    c87       r12       -500
    MARK0001  'MARKER'                 'INTEND'
    c88       r13       1
    c88       r25       -0.91
    c89       r14       1
    c89       r26       -0.91
    c90       r15       1
    c90       r27       -0.91
    c91       r16       1
    c91       r28       -0.91
    c92       r17       1
    c92       r29       -0.91
    c93       r18       1
    c93       r30       -0.91
    c94       r19       1
    c94       r31       -0.91
    c95       r20       1
    c95       r32       -0.91
RHS
    RHS_V     r1        1
    RHS_V     r2        1
    RHS_V     r8        16
    RHS_V     r14       1162
    RHS_V     r15       940
    RHS_V     r21       48.76872
    RHS_V     r22       48.76872
    RHS_V     r23       48.76872
    RHS_V     r24       48.76872
    RHS_V     r25       -89.1187500000001
    RHS_V     r26       -1380.42595
    RHS_V     r27       -1334.79665
    RHS_V     r33       -7.64022940751443
    RHS_V     r34       -7.64022940751444
    RHS_V     r35       -7.64022940751444
    RHS_V     r36       -26.6583544075145
    RHS_V     r37       8.59987174855489
    RHS_V     r38       8.5998717485549
    RHS_V     r39       30.006746748555
    RHS_V     r40       8.59987174855489
    RHS_V     r41       63.4906701589596
    RHS_V     r42       18.1962951589595
    RHS_V     r43       20.4108544075144
    RHS_V     r44       20.4108544075144
    RHS_V     r45       20.4108544075144
    RHS_V     r46       -18.9312951589596
    RHS_V     r47       -5.42567015895952
    RHS_V     r48       -167.991184875162
    RHS_V     r49       -167.991184875162
    RHS_V     r50       -202.9482
    RHS_V     r51       -202.9482
    RHS_V     r52       110.80185
BOUNDS
 UP BOUND     c0        207.4072
 UP BOUND     c1        1.97568
 UP BOUND     c2        207.4072
 UP BOUND     c3        1.97568
 UP BOUND     c4        117.6
 UP BOUND     c5        1431.1332
 UP BOUND     c6        207.4072
 UP BOUND     c7        207.4072
 UP BOUND     c8        1.97568
 UP BOUND     c9        7.49112
 UP BOUND     c10       37.5144
 UP BOUND     c11       48.76872
 UP BOUND     c12       37.5144
 UP BOUND     c13       48.76872
 FX BOUND     c14       0
 UP BOUND     c15       114.66
 UP BOUND     c16       1.97568
 UP BOUND     c17       7.49112
 UP BOUND     c18       37.5144
 UP BOUND     c19       48.76872
 UP BOUND     c20       37.5144
 UP BOUND     c21       48.76872
 UP BOUND     c24       40
 UP BOUND     c25       16
 UP BOUND     c26       600
 UP BOUND     c27       500
 UP BOUND     c28       500
 UP BOUND     c29       500
 UP BOUND     c30       1000
 UP BOUND     c31       700
 UP BOUND     c32       400
 UP BOUND     c33       180
 UP BOUND     c34       450
 UP BOUND     c35       450
 BV BOUND     c83     
 BV BOUND     c84     
 BV BOUND     c85     
 BV BOUND     c86     
 BV BOUND     c87     
ENDATA
