/**
 * 1,024 plain English words for generated passphrases: ten bits each. Our own list: common, short, no words of
 * violence, faith or politics, nothing that reads oddly on a slip of paper.
 */
export const PASSPHRASE_WORDS: string[] = `
able acorn actor adapt again agile album alder alley almond alpine amber ample anchor angle ankle apple
apron arch arena aroma arrow artist aspen aster atlas attic autumn avenue awake award axle badge badger
baker balance ballet balloon bamboo banana banjo barn barrel basil basin basket beach beacon beads beagle
beaker beans bear beaver bedroom beech beetle bell bench berry bicycle birch bird biscuit bison blanket
blend blink blossom blue board boat bonus book boots border bottle bounce bowl box bracket branch brass
bread breeze brick bridge bright brisk broad bronze brook broom brush bubble bucket buckle budget buffalo
build bulb bundle burrow button cabbage cabin cable cactus cake calm camel camera camp canal candle canoe
canvas canyon caramel caravan card cargo carpet carrot cart carve castle catalog cattle cave cedar
ceiling celery cello cement center cereal chain chair chalk chamber channel chapter charm chart cheese
cherry chess chest chimney choice choir circle citrus city clarinet clay clean clear cliff climb clinic
cloak clock cloth cloud clover coach coast cobalt cocoa coconut coffee coin collar color comet comfort
compass cone cookie copper coral cord corn corner cosmic cottage cotton couch country county courage cove
cover cradle crane crater crayon cream creek cricket crisp crocus crop cruise crumb crystal cube cuckoo
cupboard curious current curtain curve cushion custom cycle cypress dahlia dairy daisy dance dapper dawn
daylight decade deck deer degree delta denim depot desk detail dew dial diamond diary dinner dish diver
dock doctor dolphin domino donkey door double dough dove dozen dragon drawer dream dress drum duck dune
eager eagle early earth easel east easy echo edge effort elbow elder elegant elm ember engine enjoy entry
equal essay evening even event evergreen exact example exit explore fabric face falcon family fancy farm
fast feather fellow fence fern ferry festival fiber fiddle field fig figure film finch finger finish
fjord flannel flavor fleet flight flint float flock floor flour flow flower fluent flute foam focus foggy
folder forest fork fossil fountain fox frame fresh friend frost fruit funnel galaxy gallery garage garden
garlic gate gather gazelle gentle geyser giant ginger giraffe glacier glad glass glide globe glove glue
goat golden goose grain granite grape grass gravel green grill group grove guest guide guitar gull habit
hallway hammer hammock hand handle happy harbor harvest hazel heath hedge helmet helper herb heron hill
hinge history hobby holiday hollow honest honey hood horizon horn horse hotel house humble hurdle iceberg
icon idea igloo indigo ink inlet insect invent invite iris iron island ivory ivy jacket jade jaguar
jasmine jazz jelly jersey jewel jigsaw jolly journal journey juice jungle junior juniper kayak keen
kettle keyboard kind kitchen kite kitten kiwi knee knot koala label ladder lagoon lake lamp lantern lapel
larch large lark laser latch laugh laundry laurel lavender lawn layer leaf learn leather ledge lemon
lentil lesson letter lettuce level library light lilac lily lime linen lion list little lively lizard
llama local logic lotus lucky lunch lute lynx machine magic magnet magpie mammal mango manor mantle maple
marble margin marina market marmot marsh mason meadow meal measure medal medley melody melon member
memory mentor menu mercury merry metal meter middle mild milk mill mineral minor mint minute mirror
mitten mixer model modern modest moment monkey month moon morning mosaic moss motor mountain mouse muffin
mulberry mural muscle museum mushroom music mustard napkin narrow nature navy near nectar needle neon
nest nettle neutral nickel nimble noble noodle north notebook novel number nurse nutmeg oak oasis oatmeal
oboe ocean octave office olive omelet onion opal open opera orange orbit orchard orchid order organ
osprey ostrich otter outdoor outline oval oven owl oxygen oyster paddle page paint pair palm pancake
panda panel panther papaya paper parade parcel parent park parrot parsley party pasta pasture patch path
patio pause peach peacock peanut pear pearl pebble pecan pedal pelican pencil penguin pepper perfume
phone photo piano picnic picture pigeon pillow pilot pine pioneer pistachio pizza place planet plank
plant plate plenty plum pocket poem point polar polish pollen pond pony poplar poppy porch portrait
potato pottery powder prairie pretty print prism prize profile promise pudding puffin pump pumpkin puppet
purple puzzle pyramid quail quarter quartz quick quiet quilt quince quiver quiz rabbit raccoon radar
radio radish raft railway rain raisin rapid raven ravine ready recipe record reef region relax remedy
rhyme rhythm ribbon rice riddle ridge ring ripple river road robin rocket roof room rope rose rotate
round route rowing rubber ruby rudder ruler rustic saddle saffron sage sail salad salmon salt sample
sandwich satin sauce saucer scale scarf school science scooter scout screen scroll sculptor season seat
second secret seed senior sesame seven shadow shallow shape shed sheep shelf shell shelter sherbet shield
shine ship shirt shoe shore short shoulder shovel shower shrub silent silk silver simple singer sketch
ski skirt sky slate sleeve slice slipper slope smart smile smooth snack snail snow soap socket soda sofa
solar solid sonata song soup south space spark sparrow spice spider spinach spiral sponge spoon sport
spring sprout spruce square squash squirrel stable stadium stage stair stamp staple star station statue
steam steel stem step stereo stick still stitch stone stool store stork storm story stove strap straw
stream street string stripe studio sturdy sugar suit summer summit sundial sunny sunset supper surprise
swallow swan sweater sweet swift swim swing symbol syrup table tablet tailor talent tango tape target
tassel tea teal teapot tempo tennis tent theater thermal thimble thistle thread thrush thumb thunder
thyme ticket tide tiger timber tissue toast toffee tomato tonic topaz torch tortoise toucan towel tower
town tractor trade trail train travel tray treasure tree trellis triangle trumpet trunk tulip tundra
tunnel turnip turtle tweed twelve twenty twig twin ukulele umbrella union upper urban useful valley
vanilla vase velvet verse vessel vest village vine vinegar violet violin visit vivid voice volume voyage
wafer wagon waiter walnut walrus waltz warm washer water waterfall wave weather weaver wedge weekend west
whale wheat wheel whisper whistle wicker wide willow window winter wisdom wolf wonder wood wool word
world wren writer yacht yard yarn year yellow yogurt young zebra zenith zero zinc zipper
`
	.trim()
	.split(/\s+/);
